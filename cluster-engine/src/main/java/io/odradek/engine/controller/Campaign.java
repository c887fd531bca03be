package io.odradek.engine.controller;

import io.odradek.engine.env.Clock;
import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkReply.Code;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZkSession;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * One attempt to become the controller: where /controller is free, it is made together with the next controller
 * epoch, in one
 * transaction which fails when another was faster. Looks with a watch, so that the end of the present controller is
 * heard of.
 */
final class Campaign {
    private static final Logger LOG = LoggerFactory.getLogger(Campaign.class);
    /** What Kafka starts from; the first controller has the one after. */
    private static final int INITIAL_EPOCH = 0;

    private final ZkSession session;
    private final int brokerId;
    private final Clock clock;
    private final Outcome outcome;

    /** Exactly one of them is called, unless the session ends. */
    interface Outcome {
        /** We are the controller: epoch, and the version of its znode. */
        void won(int epoch, int epochVersion);

        /** Another is. */
        void lost(int controllerId);
    }

    Campaign(ZkSession session, int brokerId, Clock clock, Outcome outcome) {
        this.session = session;
        this.brokerId = brokerId;
        this.clock = clock;
        this.outcome = outcome;
    }

    void run() {
        session.submit(List.of(new ZkRequest.Exists(Znodes.CONTROLLER, true), ZkRequest.get(Znodes.CONTROLLER),
                ZkRequest.get(Znodes.CONTROLLER_EPOCH)), r -> {
            ZkReply controller = r.get(1);
            ZkReply epoch = r.get(2);
            if (controller.code() == Code.SESSION_EXPIRED || epoch.code() == Code.SESSION_EXPIRED) return;
            if (controller.ok()) seated(controller, epoch);
            else if (epoch.ok()) stand(ZnodeJson.decodeControllerEpoch(epoch.data()), epoch.version());
            else makeEpoch();
        });
    }

    /** Somebody is. We ourselves, when the answer to our own transaction was lost with the connection. */
    private void seated(ZkReply controller, ZkReply epoch) {
        if (controller.stat().ephemeralOwner() == session.id() && epoch.ok()) {
            outcome.won(ZnodeJson.decodeControllerEpoch(epoch.data()), epoch.version());
        } else {
            outcome.lost(ZnodeJson.decodeController(controller.data()).brokerId());
        }
    }

    private void makeEpoch() {
        session.submit(ZkRequest.create(Znodes.CONTROLLER_EPOCH, ZnodeJson.encodeControllerEpoch(INITIAL_EPOCH)), r -> {
            if (r.code() != Code.SESSION_EXPIRED) run();
        });
    }

    private void stand(int epoch, int version) {
        byte[] seat = ZnodeJson.encode(new ZnodeJson.Controller(brokerId, clock.wallMs()));
        session.submit(new ZkRequest.Multi(List.of(
                new ZkRequest.Create(Znodes.CONTROLLER, seat, ZkRequest.Mode.EPHEMERAL),
                new ZkRequest.Put(Znodes.CONTROLLER_EPOCH, ZnodeJson.encodeControllerEpoch(epoch + 1), version))),
                        r -> {
            if (r.code() == Code.SESSION_EXPIRED) return;
            if (r.ok()) {
                outcome.won(epoch + 1, r.parts().get(1).version());
            } else {
                LOG.debug("Another broker was faster to become the controller: {}", r.code());
                run();
            }
        });
    }
}
