package io.odradek.engine.sim;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.OffsetCommitRequest;
import io.odradek.engine.wire.message.OffsetCommitResponse;
import io.odradek.engine.wire.message.OffsetFetchRequest;
import io.odradek.engine.wire.message.OffsetFetchResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A member of a group of consumers, of either protocol: one request at a time. It commits rising offsets of what it
 * owns, after asking where the owner before it stood; now and then it leaves, or falls silent and goes on later as if
 * nothing had happened.
 *
 * <p>A commit that nobody answered may still arrive, after later ones of the same owner. Whoever has sent one gives
 * all up and comes back as somebody else, so that there are no later ones.
 */
abstract class Member extends Coordinated {
    private static final int COMMIT = 9;
    private static final int FETCH = 9;
    private static final int PACE_MS = 300;
    private static final int LONGEST_SILENCE_MS = 6_000;
    private static final long UNKNOWN = -2;

    final Consumption group;
    /** What it believes to own, and the offset that it committed last. */
    private final Map<TopicPartition, Long> owned = new TreeMap<>();

    Member(Scene scene, String key, Consumption group) {
        super(scene, "m", GROUP, key);
        this.group = group;
        group.add(this);
    }

    void start() {
        refresh();
        later(400 + world.random().nextInt(2_000), this::step);
    }

    /** What it is called by the coordinator. */
    abstract String memberId();

    /** Generation, or epoch; below 0 outside. */
    abstract int generation();

    /** Sends what its protocol asks for next. */
    abstract void attend();

    abstract void leave();

    /** Goes on as somebody else. */
    abstract void abandon();

    /** It was told so: its membership is over. */
    abstract void out();

    /** The group goes into another round, or it has another epoch by now. */
    abstract void behind();

    final boolean owns(TopicPartition p) {
        return owned.containsKey(p);
    }

    final Map<TopicPartition, Long> owned() {
        return owned;
    }

    final void take(TopicPartition p) {
        owned.putIfAbsent(p, UNKNOWN);
    }

    /** It has committed what it owns. */
    final boolean settled() {
        return owned.values().stream().allMatch(offset -> offset >= 0);
    }

    final void again() {
        later(1 + PACE_MS / 2 + world.random().nextInt(PACE_MS), this::step);
    }

    private void step() {
        boolean inside = generation() >= 0;
        if (inside && scene.producing() && world.oneIn(60)) {
            if (world.oneIn(2)) leave();
            else later(world.random().nextInt(LONGEST_SILENCE_MS), this::step);
        } else if (inside && !owned.isEmpty() && world.oneIn(3) && (scene.producing() || !settled())) {
            work();
        } else {
            attend();
        }
    }

    private void work() {
        List<TopicPartition> mine = List.copyOf(owned.keySet());
        TopicPartition p = mine.get(world.random().nextInt(mine.size()));
        if (owned.get(p) == UNKNOWN || world.oneIn(3)) fetch(p);
        else commit(p, owned.get(p) + 1);
    }

    private void fetch(TopicPartition p) {
        long known = group.known(p);
        String as = memberId();
        once(new Question<>(ApiKey.OFFSET_FETCH, FETCH, () -> new OffsetFetchRequest().requireStable(true)
                .groups(List.of(new OffsetFetchRequest.OffsetFetchRequestGroup().groupId(key()).memberId(as)
                        .memberEpoch(epoch()).topics(List.of(new OffsetFetchRequest.OffsetFetchRequestTopics()
                                .name(p.topic()).partitionIndexes(List.of(p.partition())))))),
                OffsetFetchResponse::new, a -> ErrorCode.of(a.groups().getFirst().errorCode())), (code, answer) -> {
                    if (code == ErrorCode.NONE) {
                        var told = answer.groups().getFirst().topics().getFirst().partitions().getFirst();
                        if (told.errorCode() == 0) fetched(p, told.committedOffset(), known);
                    } else {
                        refused("fetches offsets", code);
                    }
                    again();
                });
    }

    private void fetched(TopicPartition p, long offset, long known) {
        if (!byLeader()) return;
        group.told(this, p, offset, known);
        owned.computeIfPresent(p, (_, _) -> offset);
    }

    /** As OffsetFetch wants it. */
    abstract int epoch();

    private void commit(TopicPartition p, long offset) {
        int newest = group.newest();
        int generation = generation();
        group.sends(p, offset);
        once(new Question<>(ApiKey.OFFSET_COMMIT, COMMIT, () -> new OffsetCommitRequest().groupId(key())
                .memberId(memberId()).generationIdOrMemberEpoch(generation).topics(List.of(
                        new OffsetCommitRequest.OffsetCommitRequestTopic().name(p.topic()).partitions(List.of(
                                new OffsetCommitRequest.OffsetCommitRequestPartition().partitionIndex(p.partition())
                                        .committedOffset(offset))))),
                OffsetCommitResponse::new, a -> ErrorCode.of(a.topics().getFirst().partitions().getFirst()
                        .errorCode())), (code, answer) -> {
                    if (answer == null) {
                        abandon();
                        return;
                    }
                    if (code == ErrorCode.NONE) {
                        group.acknowledged(this, p, offset, generation, newest);
                        owned.computeIfPresent(p, (_, _) -> offset);
                    } else {
                        // It may be in the log all the same; if so, it is before whatever comes later.
                        owned.computeIfPresent(p, (_, _) -> UNKNOWN);
                        refused("commits", code);
                    }
                    again();
                });
    }

    /** What a member can be told at any time, whatever it asked for. */
    final void refused(String what, ErrorCode code) {
        switch (code) {
            case UNKNOWN_MEMBER_ID, FENCED_MEMBER_EPOCH, GROUP_ID_NOT_FOUND -> out();
            case REBALANCE_IN_PROGRESS, ILLEGAL_GENERATION, STALE_MEMBER_EPOCH -> behind();
            default -> {
                if (!again(code)) scene.history().unexpected(null, this + " " + what + ": " + code);
            }
        }
    }
}
