package io.odradek.engine.zk;

import io.odradek.engine.metadata.Features;
import io.odradek.engine.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Knows from the brokers' registrations which features all of them support: a broker of Apache Kafka 3.9 among ours
 * makes everybody go without what it lacks. Lives on the session's lane.
 */
public final class FeatureWatch implements ZkSession.Listener {
    private final ZkSession session;
    private final Metadata metadata;
    private long round;

    public FeatureWatch(ZkSession session, Metadata metadata) {
        this.session = session;
        this.metadata = metadata;
        session.listen(this);
    }

    /** Looks, and follows the changes from then on. */
    public void start() {
        long mine = ++round;
        session.submit(new ZkRequest.Children(Znodes.BROKER_IDS, true), ids -> {
            if (!ids.ok() || mine != round) return;
            List<ZkRequest> all = new ArrayList<>();
            for (String id : ids.children()) all.add(new ZkRequest.Get(Znodes.BROKER_IDS + "/" + id, false));
            session.submit(all, found -> {
                if (mine == round) known(found);
            });
        });
    }

    private void known(List<ZkReply> registrations) {
        List<Map<String, Integer>> supported = new ArrayList<>();
        long epoch = metadata.features().epoch();
        for (ZkReply r : registrations) {
            if (!r.ok()) continue;
            epoch = Math.max(epoch, r.stat().czxid());
            supported.add(features(r));
        }
        if (supported.isEmpty()) return;
        Features next = Features.common(epoch, supported);
        Features before = metadata.features();
        boolean sameEpoch = next.epoch() == before.epoch() && !next.finalized().equals(before.finalized());
        metadata.features(sameEpoch ? new Features(epoch + 1, next.finalized()) : next);
    }

    private static Map<String, Integer> features(ZkReply r) {
        try {
            return ZnodeJson.decodeBroker(0, r.data()).features();
        } catch (ZnodeJson.BadZnode e) {
            return Map.of();
        }
    }

    @Override
    public void changed(ZkSession.Change change, String path) {
        if (path.equals(Znodes.BROKER_IDS)) start();
    }

    @Override
    public void renewed() {
        start();
    }
}
