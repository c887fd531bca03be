package io.odradek.engine.api;

import io.odradek.engine.coordinator.transaction.Enlistment;
import io.odradek.engine.env.Timers;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.ProduceRequest;
import io.odradek.engine.wire.message.ProduceResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Produce, versions 3 to 13 (0 to 13 are advertised, as Kafka 4 does for old librdkafka: KAFKA-18659). Appends whole
 * batches as they
 * came; acks=0 gets no answer, and a closed connection where it failed; acks=1 is answered when the leader has it,
 * acks=all when the
 * high watermark passed it or timeoutMs is over. Every partition has its own outcome.
 * 8: errors by record (KIP-467). 10: where the leader went (KIP-951). 12: adds partitions to transactions by itself
 * (KIP-890).
 * 13: topic ids (KIP-516).
 */
final class ProduceHandler implements Handler<ProduceRequest> {
    private static final int TOPIC_IDS_SINCE = 13;
    private static final int LEADER_SINCE = 10;
    /** Whoever calls itself so may write to internal topics, as with a real broker. */
    private static final String TOOLS_CLIENT_ID = "__admin_client";

    private final Replicas replicas;
    private final Metadata metadata;
    private final Timers timers;
    private final TopicNames names;
    private final Enlistment enlistment;

    /** @param enlistment null where there are no transactions */
    ProduceHandler(Replicas replicas, Metadata metadata, Timers timers, Enlistment enlistment) {
        this.replicas = replicas;
        this.metadata = metadata;
        this.timers = timers;
        this.names = new TopicNames(metadata, replicas);
        this.enlistment = enlistment;
    }

    @Override
    public void handle(Exchange x, ProduceRequest q) {
        if (q.acks() < -1 || q.acks() > 1) {
            x.answer(onError(ErrorCode.INVALID_REQUIRED_ACKS, q));
            return;
        }
        boolean internalAllowed = TOOLS_CLIENT_ID.equals(x.session().clientId());
        boolean byId = x.version() >= TOPIC_IDS_SINCE;
        List<ProducePiece> pieces = new ArrayList<>();
        for (ProduceRequest.TopicProduceData topic : q.topicData()) {
            String name = byId ? names.of(topic.topicId()) : topic.name();
            for (ProduceRequest.PartitionProduceData data : topic.partitionData()) {
                ProducePiece piece = new ProducePiece(topic, data);
                pieces.add(piece);
                if (name == null) piece.fail(ErrorCode.UNKNOWN_TOPIC_ID);
                else if (TopicName.internal(name) && !internalAllowed) piece.fail(ErrorCode.INVALID_TOPIC_EXCEPTION);
                else piece.find(replicas, new TopicPartition(name, data.index()));
            }
        }
        EnlistRecords enlist = EnlistRecords.of(enlistment, q.transactionalId(), x.version());
        new ProduceRun(x, q, pieces, timers, enlist, this::answer).start();
    }

    private ProduceResponse answer(Exchange x, List<ProducePiece> pieces) {
        ProduceResponse response = new ProduceResponse();
        ProduceResponse.TopicProduceResponse topic = null;
        ProduceRequest.TopicProduceData last = null;
        LeaderHints hints = x.version() >= LEADER_SINCE ? new LeaderHints(metadata, x.session().listener()) : null;
        for (ProducePiece piece : pieces) {
            if (piece.topic() != last) {
                last = piece.topic();
                topic = new ProduceResponse.TopicProduceResponse().name(last.name()).topicId(last.topicId());
                response.responses().add(topic);
            }
            topic.partitionResponses().add(piece.response(hints));
        }
        return hints == null ? response : response.nodeEndpoints(hints.produceEndpoints());
    }

    @Override
    public Message onError(ErrorCode error, ProduceRequest q) {
        if (q.acks() == 0) return null;
        ProduceResponse response = new ProduceResponse();
        for (ProduceRequest.TopicProduceData topic : q.topicData()) {
            Uuid id = topic.topicId();
            ProduceResponse.TopicProduceResponse t = new ProduceResponse.TopicProduceResponse().name(topic.name())
                    .topicId(id);
            response.responses().add(t);
            for (ProduceRequest.PartitionProduceData data : topic.partitionData()) {
                t.partitionResponses().add(new ProduceResponse.PartitionProduceResponse().index(data.index())
                        .errorCode(error.code()).baseOffset(-1));
            }
        }
        return response;
    }
}
