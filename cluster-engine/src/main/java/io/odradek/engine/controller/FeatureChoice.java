package io.odradek.engine.controller;

import io.odradek.engine.metadata.Features;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.UpdateFeaturesRequest;
import io.odradek.engine.wire.message.UpdateFeaturesRequest.FeatureUpdateKey;
import io.odradek.engine.wire.message.UpdateFeaturesResponse;
import io.odradek.engine.wire.message.UpdateFeaturesResponse.UpdatableFeatureResult;
import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * UpdateFeatures (KIP-584) as Kafka 3.9's controller decides it, over the znode /feature. Until the first choice the
 * levels are what all brokers support; from then on what was chosen, for every feature.
 */
final class FeatureChoice {
    private static final int UPGRADE = 1;
    private static final int SAFE_DOWNGRADE = 2;
    private static final int UNSAFE_DOWNGRADE = 3;

    private final Turn turn;
    private final Metadata metadata;
    private final UpdateFeaturesResponse answer;
    private final SortedMap<String, Integer> now;
    private final SortedMap<String, Integer> next;
    private final Map<String, Refusal> refusals = new LinkedHashMap<>();

    FeatureChoice(Turn turn, Metadata metadata, UpdateFeaturesResponse answer) {
        this.turn = turn;
        this.metadata = metadata;
        this.answer = answer;
        this.now = new TreeMap<>(metadata.features().finalized());
        this.next = new TreeMap<>(now);
    }

    /** @param whole where one is refused, nothing is done, and the answer is one for all */
    Step apply(UpdateFeaturesRequest q, boolean whole) {
        List<ZkRequest> reads = new ArrayList<>(List.of(ZkRequest.get(Znodes.FEATURE)));
        for (int broker : turn.ctx().brokers().keySet()) reads.add(ZkRequest.get(Znodes.broker(broker)));
        return Step.of(reads, found -> {
            Features common = common(found.subList(1, found.size()));
            for (FeatureUpdateKey u : q.featureUpdates()) consider(u, common);
            Refusal first = refusals.values().stream().filter(r -> r != null).findFirst().orElse(null);
            if (whole && first != null) {
                answer.errorCode(first.code().code()).errorMessage(
                        "The update failed for all features since the following feature had an error: "
                        + first.getMessage());
                return Step.NONE;
            }
            if (!whole) refusals.forEach(this::tell);
            return q.validateOnly() || next.equals(now) ? Step.NONE : write(found.getFirst());
        });
    }

    private static Features common(List<ZkReply> registrations) {
        List<Map<String, Integer>> supported = new ArrayList<>();
        for (ZkReply r : registrations) if (r.ok()) supported.add(ZnodeJson.decodeBroker(0, r.data()).features());
        return Features.common(0, supported);
    }

    private void consider(FeatureUpdateKey u, Features common) {
        try {
            check(u, common);
            if (u.maxVersionLevel() < 1) next.remove(u.feature());
            else next.put(u.feature(), (int) u.maxVersionLevel());
            refusals.put(u.feature(), null);
        } catch (Refusal r) {
            refusals.put(u.feature(), r);
        }
    }

    private void check(FeatureUpdateKey u, Features common) {
        Integer level = now.get(u.feature());
        int wanted = u.maxVersionLevel();
        // Version 0 knew one kind of downgrade.
        int type = u.allowDowngrade() ? SAFE_DOWNGRADE : u.upgradeType();
        if (u.feature().isEmpty()) throw refused("Feature name can not be empty.");
        if (type < UPGRADE || type > UNSAFE_DOWNGRADE) throw refused("Received unknown upgrade type.");
        if (wanted < 1 && type != UPGRADE) {
            if (level == null) throw refused("Can not delete non-existing finalized feature.");
            return;
        }
        if (wanted < 1) {
            throw refused("Can not provide versionLevel: " + wanted
                    + " less than 1 without setting the SAFE downgradeType in the request.");
        }
        if (level != null) checkDirection(level, wanted, type);
        Integer most = Features.SUPPORTED.get(u.feature());
        if (most == null) {
            throw refused("Could not apply finalized feature update because the provided feature is not supported.");
        }
        if (wanted > most) {
            throw refused("Could not apply finalized feature update because the provided versionLevel:" + wanted
                    + " is higher than the supported maxVersion:" + most + ".");
        }
        if (wanted > common.finalized().getOrDefault(u.feature(), 0)) {
            throw refused("Could not apply finalized feature update because brokers were found to have incompatible"
                    + " versions for the feature.");
        }
    }

    private static void checkDirection(int level, int wanted, int type) {
        if (wanted == level) {
            throw refused("Can not " + (type == SAFE_DOWNGRADE ? "downgrade" : "upgrade")
                    + " a finalized feature from existing versionLevel:" + level + " to the same value.");
        }
        if (wanted < level && type != SAFE_DOWNGRADE) {
            throw refused("Can not downgrade finalized feature from existing versionLevel:" + level
                    + " to provided versionLevel:" + wanted
                    + " without setting the downgradeType to SAFE in the request.");
        }
        if (wanted > level && type != UPGRADE) {
            throw refused("When the downgradeType is set to SAFE in the request, the provided versionLevel:" + wanted
                    + " can not be greater than existing versionLevel:" + level + ".");
        }
    }

    private static Refusal refused(String why) {
        return new Refusal(ErrorCode.INVALID_REQUEST, why);
    }

    private void tell(String feature, Refusal refusal) {
        ErrorCode code = refusal == null ? ErrorCode.NONE : refusal.code();
        answer.results().add(new UpdatableFeatureResult().feature(feature).errorCode(code.code())
                .errorMessage(refusal == null ? null : refusal.getMessage()));
    }

    private Step write(ZkReply found) {
        byte[] znode = ZnodeJson.encode(new ZnodeJson.FeatureLevels(true, next));
        ZkRequest write = found.ok() ? new ZkRequest.Put(Znodes.FEATURE, znode, found.version())
                : ZkRequest.create(Znodes.FEATURE, znode);
        return Step.of(List.of(write), replies -> {
            ZkReply r = replies.getFirst();
            if (r.ok()) {
                // Our own broker tells it from now on; the others when their watch has fired.
                metadata.features(new Features(Math.max(metadata.features().epoch() + 1, r.stat().mzxid()), next));
            } else {
                answer.errorCode(ErrorCode.FEATURE_UPDATE_FAILED.code())
                        .errorMessage("ZooKeeper answered " + r.code()).results(new ArrayList<>());
            }
            return Step.NONE;
        });
    }
}
