package io.odradek.engine.zk;

import io.odradek.engine.metadata.Features;
import io.odradek.engine.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which features clients may use: those that somebody chose (the znode /feature), or, where nobody did, those
 * that all registered brokers support: a broker of Apache Kafka 3.9 among ours makes everybody go without what it
 * lacks. Lives on the session's lane.
 */
public final class FeatureWatch implements ZkSession.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureWatch.class);

    private final ZkSession session;
    private final Metadata metadata;
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private long round;

    public FeatureWatch(ZkSession session, Metadata metadata) {
        this.session = session;
        this.metadata = metadata;
        session.listen(this);
    }

    /** Looks, and follows the changes from then on. Completed when the features of a registered broker are known. */
    public CompletableFuture<Void> start() {
        look();
        return first;
    }

    private void look() {
        long mine = ++round;
        session.submit(new ZkRequest.Children(Znodes.BROKER_IDS, true), ids -> {
            if (!ids.ok() || mine != round) return;
            // The watch stands also where there is no such znode yet.
            List<ZkRequest> all = new ArrayList<>(List.of(new ZkRequest.Exists(Znodes.FEATURE, true),
                    ZkRequest.get(Znodes.FEATURE)));
            int before = all.size();
            for (String id : ids.children()) all.add(new ZkRequest.Get(Znodes.BROKER_IDS + "/" + id, false));
            session.submit(all, found -> {
                if (mine == round) known(found.get(before - 1), found.subList(before, found.size()));
            });
        });
    }

    private void known(ZkReply chosen, List<ZkReply> registrations) {
        List<Map<String, Integer>> supported = new ArrayList<>();
        long epoch = metadata.features().epoch();
        for (ZkReply r : registrations) {
            if (!r.ok()) continue;
            epoch = Math.max(epoch, r.stat().czxid());
            supported.add(features(r));
        }
        if (supported.isEmpty()) return;
        if (chosen.ok()) epoch = Math.max(epoch, chosen.stat().mzxid());
        Features next = chosen(chosen, Features.common(epoch, supported));
        Features before = metadata.features();
        boolean sameEpoch = next.epoch() == before.epoch() && !next.finalized().equals(before.finalized());
        metadata.features(sameEpoch ? new Features(epoch + 1, next.finalized()) : next);
        first.complete(null);
    }

    private static Features chosen(ZkReply znode, Features common) {
        if (!znode.ok()) return common;
        try {
            ZnodeJson.FeatureLevels levels = ZnodeJson.decodeFeatures(znode.data());
            if (!levels.chosen()) return common;
            Map<String, Integer> both = new TreeMap<>(common.finalized());
            both.replaceAll((name, most) -> Math.min(most, levels.levels().getOrDefault(name, 0)));
            both.values().removeIf(level -> level == 0);
            return new Features(common.epoch(), both);
        } catch (ZnodeJson.BadZnode e) {
            LOG.error("The features that were chosen are not known: {}", e.getMessage());
            return common;
        }
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
        if (path.equals(Znodes.BROKER_IDS) || path.equals(Znodes.FEATURE)) look();
    }

    @Override
    public void renewed() {
        look();
    }
}
