package io.odradek.engine.coordinator.transaction;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Peers;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.WireException;
import io.odradek.engine.wire.message.RequestHeader;
import io.odradek.engine.wire.message.WriteTxnMarkersRequest;
import io.odradek.engine.wire.message.WriteTxnMarkersResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends markers to the leaders of the partitions, this broker included, one request per broker. Safe on any thread. */
public final class MarkerSender implements Markers {
    private static final short VERSION = 1;
    private static final long TIMEOUT_MS = 30_000;

    private final Peers peers;
    private final Lane lane;
    private final Supplier<ClusterImage> image;
    private final String listener;
    private final Map<Endpoint, Peers.Peer> open = new ConcurrentHashMap<>();
    private final AtomicInteger correlation = new AtomicInteger();

    /**
     * @param lane     where answers come back
     * @param listener the brokers' own
     */
    public MarkerSender(Peers peers, Lane lane, Supplier<ClusterImage> image, String listener) {
        this.peers = peers;
        this.lane = lane;
        this.image = image;
        this.listener = listener;
    }

    @Override
    public void write(Job job, Consumer<Set<TopicPartition>> left) {
        ClusterImage now = image.get();
        Map<Endpoint, List<TopicPartition>> byLeader = new LinkedHashMap<>();
        Set<TopicPartition> unknown = new TreeSet<>();
        for (TopicPartition p : job.partitions()) {
            if (now.topic(p.topic()) == null) continue;
            Endpoint at = leader(now, p);
            if (at == null) unknown.add(p);
            else byLeader.computeIfAbsent(at, e -> new ArrayList<>()).add(p);
        }
        if (byLeader.isEmpty()) {
            left.accept(unknown);
            return;
        }
        Gather gather = new Gather(byLeader.size(), unknown, left);
        byLeader.forEach((at, partitions) -> send(job, at, partitions, gather));
    }

    private Endpoint leader(ClusterImage now, TopicPartition p) {
        PartitionImage known = now.partition(p.topic(), p.partition());
        BrokerImage broker = known == null || !known.hasLeader() ? null : now.broker(known.leader());
        return broker == null ? null : broker.endpoint(listener);
    }

    private void send(Job job, Endpoint at, List<TopicPartition> partitions, Gather gather) {
        Peers.Peer peer = open.computeIfAbsent(at, e -> peers.peer(e.host(), e.port(), "transaction-markers"));
        RequestHeader header = new RequestHeader().requestApiKey(ApiKey.WRITE_TXN_MARKERS.id())
                .requestApiVersion(VERSION).correlationId(correlation.incrementAndGet()).clientId("transactions");
        ByteBuf frame = Frames.requestBuffer(header, request(job, partitions), UnpooledByteBufAllocator.DEFAULT);
        peer.send(frame, TIMEOUT_MS, lane, new Peers.Answer() {
            @Override
            public void response(ByteBuf in) {
                gather.one(unfinished(in, partitions));
            }

            @Override
            public void failed(String why) {
                gather.one(partitions);
            }
        });
    }

    private static WriteTxnMarkersRequest request(Job job, List<TopicPartition> partitions) {
        var marker = new WriteTxnMarkersRequest.WritableTxnMarker().producerId(job.producerId())
                .producerEpoch(job.producerEpoch()).transactionResult(job.commit())
                .coordinatorEpoch(job.coordinatorEpoch());
        Map<String, List<Integer>> topics = new TreeMap<>();
        partitions.forEach(p -> topics.computeIfAbsent(p.topic(), t -> new ArrayList<>()).add(p.partition()));
        topics.forEach((t, p) -> marker.topics().add(
                new WriteTxnMarkersRequest.WritableTxnMarkerTopic().name(t).partitionIndexes(p)));
        return new WriteTxnMarkersRequest().markers(new ArrayList<>(List.of(marker)));
    }

    private static Collection<TopicPartition> unfinished(ByteBuf in, List<TopicPartition> partitions) {
        WriteTxnMarkersResponse response = new WriteTxnMarkersResponse();
        try {
            Frames.readResponseHeader(in, ApiKey.WRITE_TXN_MARKERS, VERSION);
            response.read(in, VERSION);
        } catch (WireException e) {
            return partitions;
        }
        Set<TopicPartition> left = new TreeSet<>();
        response.markers().forEach(m -> m.topics().forEach(t -> t.partitions().forEach(p -> {
            if (comesAgain(ErrorCode.of(p.errorCode()))) left.add(new TopicPartition(t.name(), p.partitionIndex()));
        })));
        return left;
    }

    /** The others mean that this end has been overtaken: another coordinator or epoch brings it about. */
    private static boolean comesAgain(ErrorCode e) {
        return switch (e) {
            case NONE, INVALID_PRODUCER_EPOCH, TRANSACTION_COORDINATOR_FENCED, UNSUPPORTED_FOR_MESSAGE_FORMAT -> false;
            default -> true;
        };
    }

    /** Waits for all brokers. */
    private static final class Gather {
        private final Set<TopicPartition> left;
        private final Consumer<Set<TopicPartition>> done;
        private int waiting;

        Gather(int waiting, Set<TopicPartition> left, Consumer<Set<TopicPartition>> done) {
            this.waiting = waiting;
            this.left = left;
            this.done = done;
        }

        void one(Collection<TopicPartition> unfinished) {
            synchronized (this) {
                left.addAll(unfinished);
                if (--waiting > 0) return;
            }
            done.accept(left);
        }
    }
}
