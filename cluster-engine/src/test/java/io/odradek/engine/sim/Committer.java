package io.odradek.engine.sim;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.OffsetCommitRequest;
import io.odradek.engine.wire.message.OffsetCommitResponse;
import io.odradek.engine.wire.message.OffsetFetchRequest;
import io.odradek.engine.wire.message.OffsetFetchResponse;
import java.util.List;

/** A group without members whose offset of one partition only rises, and is asked for in between. */
final class Committer extends Coordinated {
    private static final short COMMIT = 7;
    private static final short FETCH = 7;
    /** A request on a connection that was given up may arrive as late as links are cut. */
    private static final long LATE_US = 40_000_000;

    private final TopicPartition name;
    private long next = 1;
    private long committed;
    /** The newest that may still arrive late, and until when. */
    private long stray = -1;
    private long strayUntilUs;
    private int checked;

    Committer(Scene scene, TopicPartition name) {
        super(scene, "g", GROUP);
        this.name = name;
    }

    void start() {
        later(300, this::commit);
    }

    int checked() {
        return checked;
    }

    private void commit() {
        if (!scene.producing()) return;
        long offset = next;
        ask(new Question<>(ApiKey.OFFSET_COMMIT, COMMIT, () -> new OffsetCommitRequest().groupId(key())
                .topics(List.of(new OffsetCommitRequest.OffsetCommitRequestTopic().name(name.topic()).partitions(
                        List.of(new OffsetCommitRequest.OffsetCommitRequestPartition()
                                .partitionIndex(name.partition()).committedOffset(offset))))),
                OffsetCommitResponse::new, a -> ErrorCode.of(a.topics().getFirst().partitions().getFirst()
                        .errorCode())), () -> strays(offset), (code, _) -> {
                    if (code != ErrorCode.NONE) scene.history().unexpected(null, this + " commits: " + code);
                    committed = offset;
                    next++;
                    later(50 + world.random().nextInt(300), world.oneIn(3) ? this::fetch : this::commit);
                });
    }

    private void strays(long offset) {
        if (stray < 0 || world.nowUs() > strayUntilUs) stray = offset;
        strayUntilUs = world.nowUs() + LATE_US;
    }

    private void fetch() {
        ask(new Question<>(ApiKey.OFFSET_FETCH, FETCH, () -> new OffsetFetchRequest().groupId(key()).requireStable(true)
                .topics(List.of(new OffsetFetchRequest.OffsetFetchRequestTopic().name(name.topic())
                        .partitionIndexes(List.of(name.partition())))),
                OffsetFetchResponse::new, a -> ErrorCode.of(a.errorCode())), () -> { }, (code, answer) -> {
                    if (code != ErrorCode.NONE) scene.history().unexpected(null, this + " fetches offsets: " + code);
                    OffsetFetchResponse.OffsetFetchResponsePartition p = answer.topics().getFirst().partitions()
                            .getFirst();
                    if (p.errorCode() == 0) check(p.committedOffset());
                    commit();
                });
    }

    private void check(long told) {
        checked++;
        long least = stray >= 0 && world.nowUs() <= strayUntilUs ? Math.min(stray, committed) : committed;
        if (told < least && byLeader() && scene.history().promised("__consumer_offsets")) {
            throw new Violation("group offsets never go back on their own",
                    this + " committed " + committed + " and is told " + told);
        }
    }
}
