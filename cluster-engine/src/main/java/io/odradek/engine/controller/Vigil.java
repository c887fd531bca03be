package io.odradek.engine.controller;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.env.Peers;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.message.ApiVersionsRequest;
import io.odradek.engine.wire.message.ControlledShutdownRequest;
import io.odradek.engine.wire.message.RequestHeader;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZkSession;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that a broker's process has died before its ZooKeeper session expires. Kafka waits for the session; but a
 * machine that refuses the connection to a broker's port says that the process is gone. The controller then does for
 * the dead what a broker that stops asks for itself, a controlled shutdown; and the others free the seat of a
 * controller that is gone. Neither needs the judgement to be right: leader epochs and the controller's epoch fence
 * whoever was taken for dead, and one that answers after all gets its replicas back. Silence is not death: only
 * refusals count, and a machine or a network that is gone is noticed by the session, as ever. Controller lane only.
 */
public final class Vigil implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Vigil.class);
    /** Three requests of some 30 bytes a second and broker; a tenth of the shortest session that is of use. */
    private static final long PULSE_MS = 300;
    private static final long AGAIN_MS = 50;
    /** So many refusals in a row, some 100 ms: a listener that is being made anew is not taken for dead. */
    private static final int REFUSALS = 3;
    /** While it is refused on and on, what was decided is decided again every six seconds. */
    private static final int REPEAT = 20;
    private static final long ANSWER_MS = 5_000;
    private static final short VERSION = 0;

    private final Controller controller;
    private final ZkSession session;
    private final Metadata metadata;
    private final Map<Integer, Watched> watched = new HashMap<>();
    /** Given up at an address that they have no more: a verdict may have met them when they had just come back. */
    private final Set<Integer> moved = new HashSet<>();
    private boolean active;
    private boolean closed;

    public Vigil(Controller controller, ZkSession session, Metadata metadata) {
        this.controller = controller;
        this.session = session;
        this.metadata = metadata;
    }

    /** The controller must have been started. */
    public void start() {
        world().lane().run(this::pulse);
    }

    private Controller.World world() {
        return controller.world();
    }

    private void pulse() {
        if (closed) return;
        if (active != controller.active()) {
            // What it did about the dead in one role says nothing of the other: it counts anew.
            active = !active;
            watched.values().forEach(w -> w.refusals = 0);
        }
        Map<Integer, BrokerImage> wanted = wanted(metadata.current());
        watched.values().removeIf(w -> !w.broker.endpoints().equals(endpoints(wanted, w)) && w.end());
        wanted.values().forEach(b -> watched.computeIfAbsent(b.id(), id -> new Watched(b, moved.remove(id))).ask());
        world().timers().after(PULSE_MS, world().lane(), this::pulse);
    }

    private static Object endpoints(Map<Integer, BrokerImage> wanted, Watched w) {
        BrokerImage now = wanted.get(w.broker.id());
        return now == null ? null : now.endpoints();
    }

    /** The controller looks after everybody, everybody looks after the controller. */
    private Map<Integer, BrokerImage> wanted(ClusterImage now) {
        Map<Integer, BrokerImage> all = new TreeMap<>(now.brokers());
        all.remove(controller.settings().brokerId());
        if (!controller.active()) all.keySet().removeIf(id -> id != now.controllerId());
        return all;
    }

    private void dead(int id) {
        if (controller.active()) {
            LOG.warn("Nobody listens at broker {}'s address any more: others take over what it leads", id);
            controller.controlledShutdown(new ControlledShutdownRequest().brokerId(id).brokerEpoch(-1));
        } else if (metadata.current().controllerId() == id) {
            // One after the other, so that the first has been elected when the second looks again.
            long rank = metadata.current().brokers().keySet().stream()
                    .filter(b -> b != id && b < controller.settings().brokerId()).count();
            world().timers().after(rank * PULSE_MS, world().lane(), () -> unseat(id));
        }
    }

    private void unseat(int id) {
        if (closed || controller.active() || metadata.current().controllerId() != id) return;
        session.submit(ZkRequest.get(Znodes.CONTROLLER), seat -> {
            if (!seat.ok() || ZnodeJson.decodeController(seat.data()).brokerId() != id) return;
            LOG.warn("Nobody listens at the address of controller {} any more: its seat is freed", id);
            session.submit(new ZkRequest.Delete(Znodes.CONTROLLER, seat.version()), _ -> {});
        });
    }

    @Override
    public void close() {
        world().lane().run(() -> {
            closed = true;
            watched.values().forEach(Watched::end);
            watched.clear();
        });
    }

    private final class Watched implements Peers.Answer {
        private final BrokerImage broker;
        private final Peers.Peer peer;
        private int refusals;
        private boolean well;
        private boolean givenUp;
        private boolean asked;
        private boolean over;

        Watched(BrokerImage broker, boolean givenUp) {
            this.broker = broker;
            this.givenUp = givenUp;
            Endpoint e = broker.endpoint(controller.settings().interBrokerListener());
            peer = e == null ? null : world().peers().peer(e.host(), e.port(), "vigil");
        }

        private void ask() {
            if (asked || over || peer == null) return;
            asked = true;
            RequestHeader header = new RequestHeader().requestApiKey(ApiKey.API_VERSIONS.id())
                    .requestApiVersion(VERSION).clientId("vigil-" + controller.settings().brokerId());
            ByteBuf frame = Frames.requestBuffer(header, new ApiVersionsRequest(), ByteBufAllocator.DEFAULT);
            peer.send(frame, ANSWER_MS, world().lane(), this);
        }

        @Override
        public void response(ByteBuf frame) {
            asked = false;
            refusals = 0;
            well = true;
            if (givenUp) controller.revive(broker.id());
            givenUp = false;
        }

        @Override
        public void failed(String why) {
            asked = false;
            refusals = 0;
            // Perhaps it has just gone: whether anybody listens there is to be seen at once, and later with the pulse.
            if (well) again();
            well = false;
        }

        @Override
        public void refused(String why) {
            asked = false;
            refusals++;
            if (refusals < REFUSALS) again();
            if (refusals % REPEAT != REFUSALS || over) return;
            givenUp = true;
            dead(broker.id());
        }

        private void again() {
            world().timers().after(AGAIN_MS, world().lane(), this::ask);
        }

        private boolean end() {
            over = true;
            if (givenUp) moved.add(broker.id());
            if (peer != null) peer.close();
            return true;
        }
    }
}
