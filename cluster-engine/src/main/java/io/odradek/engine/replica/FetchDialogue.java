package io.odradek.engine.replica;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.FetchResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fetching side of a fetch session (KIP-227): after one full request only what changed is sent. Not shared between
 * lanes.
 */
final class FetchDialogue {
    private static final int SESSIONLESS_YET = 0;
    private static final int FIRST_EPOCH = 0;
    private static final int FINAL_EPOCH = -1;

    /** What the leader was last told of a partition. */
    private record Told(Wanted wanted, Partition partition, Uuid topicId) {}

    /** What is to be fetched of one partition; two equal ones need not be sent twice. */
    record Wanted(int leaderEpoch, long offset, int lastFetchedEpoch, long logStartOffset) {}

    private final Map<Partition, Told> told = new HashMap<>();
    private int sessionId = SESSIONLESS_YET;
    private int epoch = FIRST_EPOCH;
    private boolean byId = true;

    private final boolean sessionless;

    /** @param sessionless names every partition each time, for few requests about few partitions */
    FetchDialogue(boolean sessionless) {
        this.sessionless = sessionless;
    }

    /** Topics are named by their ids, or all by their names; a session is of one kind. Before {@link #fill}. */
    void byId(boolean next) {
        if (byId != next) restart(sessionId);
        byId = next;
    }

    /** What was last asked for the partition; null where it is not part of the conversation. */
    Wanted asked(Partition partition) {
        Told t = told.get(partition);
        return t == null ? null : t.wanted;
    }

    /** Puts the partitions, and those no longer wanted, into the request. */
    void fill(FetchRequest request, Map<Partition, Wanted> wanted, int partitionMaxBytes) {
        boolean full = epoch == FIRST_EPOCH;
        if (full) told.clear();
        request.sessionId(sessionId).sessionEpoch(sessionless ? FINAL_EPOCH : epoch);
        Map<Object, FetchRequest.FetchTopic> topics = new LinkedHashMap<>();
        wanted.forEach((partition, w) -> {
            Told before = told.put(partition, new Told(w, partition, partition.topicId()));
            if (before != null && before.wanted.equals(w)) return;
            topics.computeIfAbsent(key(partition, partition.topicId()), _ -> new FetchRequest.FetchTopic()
                    .topicId(byId ? partition.topicId() : Uuid.ZERO).topic(partition.name().topic()))
                    .partitions().add(new FetchRequest.FetchPartition().partition(partition.name().partition())
                            .currentLeaderEpoch(w.leaderEpoch).fetchOffset(w.offset)
                            .lastFetchedEpoch(w.lastFetchedEpoch)
                            .logStartOffset(w.logStartOffset).partitionMaxBytes(partitionMaxBytes));
        });
        request.topics(new ArrayList<>(topics.values())).forgottenTopicsData(forgotten(wanted.keySet()));
    }

    private List<FetchRequest.ForgottenTopic> forgotten(Collection<Partition> wanted) {
        if (told.size() == wanted.size()) return new ArrayList<>();
        Set<Object> kept = new HashSet<>();
        wanted.forEach(p -> kept.add(List.of(key(p, p.topicId()), p.name().partition())));
        Map<Object, FetchRequest.ForgottenTopic> topics = new LinkedHashMap<>();
        told.entrySet().removeIf(e -> {
            if (wanted.contains(e.getKey())) return false;
            Told gone = e.getValue();
            // A replica that was taken away and came back is named as wanted, and the leader forgets after it adds.
            int number = gone.partition.name().partition();
            if (kept.contains(List.of(key(gone.partition, gone.topicId), number))) return true;
            topics.computeIfAbsent(key(gone.partition, gone.topicId), _ -> new FetchRequest.ForgottenTopic()
                    .topicId(byId ? gone.topicId : Uuid.ZERO).topic(byId ? "" : gone.partition.name().topic()))
                    .partitions().add(number);
            return true;
        });
        return new ArrayList<>(topics.values());
    }

    private Object key(Partition partition, Uuid id) {
        return byId ? id : partition.name().topic();
    }

    /** Takes the session's part of an answer; false when the request did nothing and is to be made anew. */
    boolean accept(FetchResponse response) {
        ErrorCode error = ErrorCode.of(response.errorCode());
        switch (error) {
            case NONE -> {
                sessionId = response.sessionId();
                epoch = sessionId == SESSIONLESS_YET ? FIRST_EPOCH : epoch == Integer.MAX_VALUE ? 1 : epoch + 1;
                return true;
            }
            case FETCH_SESSION_ID_NOT_FOUND -> restart(SESSIONLESS_YET);
            // Epoch 0 with an id closes that session and opens another.
            default -> restart(sessionId);
        }
        return false;
    }

    /** Nothing is known of the session: the connection was lost. */
    void lost() {
        restart(sessionId);
    }

    private void restart(int id) {
        sessionId = id;
        epoch = FIRST_EPOCH;
        told.clear();
    }
}
