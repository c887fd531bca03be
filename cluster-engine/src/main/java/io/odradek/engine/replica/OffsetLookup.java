package io.odradek.engine.replica;

import io.odradek.engine.env.Lane;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.ListOffsetsRequest;
import io.odradek.engine.wire.message.ListOffsetsResponse;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Asks a leader where its log begins and ends, for a follower that fetched outside of it. Works on the fetcher's lane.
 */
final class OffsetLookup {
    private static final long EARLIEST = -2;
    private static final long LATEST = -1;
    private static final short VERSION = 7;
    private static final long TIMEOUT_MS = 30_000;

    private final Shared shared;
    private final Channel channel;
    private final Lane lane;

    OffsetLookup(Shared shared, Channel channel, Lane lane) {
        this.shared = shared;
        this.channel = channel;
        this.lane = lane;
    }

    /** Cuts or restarts the follower's log as the answers demand; the one result comes on the fetcher's lane. */
    void find(Partition partition, int leaderEpoch, Consumer<List<FetchRound.Result>> done) {
        Consumer<ErrorCode> fail = e -> done.accept(List.of(new FetchRound.Result(partition, leaderEpoch, null, e)));
        ask(partition, leaderEpoch, LATEST, fail, end -> ask(partition, leaderEpoch, EARLIEST, fail, start ->
                partition.lane().run(() -> {
                    FetchRound.Result result = cut(partition, leaderEpoch, start, end);
                    lane.run(() -> done.accept(List.of(result)));
                })));
    }

    private static FetchRound.Result cut(Partition partition, int leaderEpoch, long start, long end) {
        if (partition.log() == null || partition.isLeader() || partition.leaderEpoch() != leaderEpoch) {
            return new FetchRound.Result(partition, leaderEpoch, null, ErrorCode.FENCED_LEADER_EPOCH);
        }
        Truncation.Position next = Truncation.outOfRange(partition, start, end);
        return new FetchRound.Result(partition, leaderEpoch, new FetchDialogue.Wanted(leaderEpoch, next.offset(),
                next.lastFetchedEpoch(), partition.log().logStartOffset()), ErrorCode.NONE);
    }

    private void ask(Partition partition, int leaderEpoch, long timestamp, Consumer<ErrorCode> fail,
            LongConsumer found) {
        ListOffsetsRequest.ListOffsetsPartition one = new ListOffsetsRequest.ListOffsetsPartition()
                .partitionIndex(partition.name().partition()).currentLeaderEpoch(leaderEpoch).timestamp(timestamp);
        ListOffsetsRequest request = new ListOffsetsRequest().replicaId(shared.brokerId()).topics(List.of(
                new ListOffsetsRequest.ListOffsetsTopic().name(partition.name().topic()).partitions(List.of(one))));
        channel.send(ApiKey.LIST_OFFSETS, request, VERSION, TIMEOUT_MS, lane,
                new Channel.Callback<>(new ListOffsetsResponse(), (response, failure) -> {
                    if (failure != null || response.topics().isEmpty()) {
                        fail.accept(ErrorCode.NETWORK_EXCEPTION);
                        return;
                    }
                    ListOffsetsResponse.ListOffsetsPartitionResponse told = response.topics().getFirst().partitions()
                            .getFirst();
                    if (told.errorCode() != ErrorCode.NONE.code()) fail.accept(ErrorCode.of(told.errorCode()));
                    else found.accept(told.offset());
                }));
    }
}
