package io.odradek.engine.api;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.log.AppendOptions;
import io.odradek.engine.log.Appended;
import io.odradek.engine.log.LogFailure;
import io.odradek.engine.log.RecordsRejected;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.replica.CommitWaiter;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.ReplicaException;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Payload;
import io.odradek.engine.wire.message.ProduceRequest;
import io.odradek.engine.wire.message.ProduceResponse;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One partition's part of a produce request and what became of it. Written on the partition's lane. */
final class ProducePiece implements CommitWaiter {
    private static final Logger LOG = LoggerFactory.getLogger(ProducePiece.class);

    /** A client that speaks an older version would not know how to read it back (KIP-110). */
    private static final int ZSTD_SINCE = 7;

    private final ProduceRequest.TopicProduceData topic;
    private final ProduceRequest.PartitionProduceData data;
    private TopicPartition name;
    private Partition partition;
    private ProduceRun run;
    private ErrorCode error = ErrorCode.NONE;
    private String message;
    private List<RecordsRejected.Error> recordErrors = List.of();
    private Appended appended;
    private volatile boolean done;

    ProducePiece(ProduceRequest.TopicProduceData topic, ProduceRequest.PartitionProduceData data) {
        this.topic = topic;
        this.data = data;
    }

    void find(Replicas replicas, TopicPartition name) {
        this.name = name;
        partition = replicas.find(name);
        if (partition == null) fail(replicas.whyMissing(name));
    }

    void fail(ErrorCode why) {
        error = why;
        done = true;
    }

    ProduceRequest.TopicProduceData topic() {
        return topic;
    }

    Partition partition() {
        return partition;
    }

    boolean done() {
        return done;
    }

    ErrorCode error() {
        return error;
    }

    /** Where two pieces name the same partition, the later is appended later. On the partition's lane. */
    void append(ProduceRun by, boolean needsQuorum) {
        run = by;
        partition.meters().produces().increment();
        ByteBuf records = data.records() instanceof Payload.Buf b ? b.bytes() : null;
        if (records == null || !records.isReadable()) {
            reject(ErrorCode.INVALID_RECORD, "Produce requests must have exactly one record batch per partition");
            return;
        }
        if (run.version() < ZSTD_SINCE && isZstd(records)) {
            reject(ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, "Produce requests with version " + run.version()
                    + " are not allowed to use ZStandard compression");
            return;
        }
        // The request's bytes may be given back at its deadline, while the transaction's coordinator is still asked.
        ByteBuf kept = records.retain();
        boolean awaits = false;
        try {
            awaits = by.enlist().awaits(name, partition, records, (why, text) -> {
                try {
                    if (why != ErrorCode.NONE) reject(why, text);
                    else if (!by.over()) append(kept, needsQuorum);
                } finally {
                    kept.release();
                }
            });
            if (!awaits) append(records, needsQuorum);
        } finally {
            if (!awaits) kept.release();
        }
    }

    private void append(ByteBuf records, boolean needsQuorum) {
        try {
            appended = partition.append(records, new AppendOptions(partition.leaderEpoch(),
                    AppendOptions.Origin.CLIENT), needsQuorum);
            if (needsQuorum) partition.whenCommitted(appended.lastOffset() + 1, this);
            else partition.whenReady(appended.lastOffset() + 1, this);
        } catch (RecordsRejected e) {
            recordErrors = e.errors();
            reject(e.code(), e.getMessage());
        } catch (ReplicaException e) {
            reject(e.code(), e.getMessage());
        } catch (LogFailure failure) {
            reject(failure.code(), failure.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("could not append to {}", name, failure);
            reject(ErrorCode.KAFKA_STORAGE_ERROR, null);
        }
    }

    private static boolean isZstd(ByteBuf records) {
        if (records.readableBytes() < BatchView.HEADER_BYTES) return false;
        BatchView batch = new BatchView().on(records.nioBuffer(), records.nioBuffer().position());
        return batch.magic() == BatchView.MAGIC && batch.isZstd();
    }

    private void reject(ErrorCode why, String text) {
        error = why;
        message = text;
        partition.meters().producesFailed().increment();
        finish();
    }

    @Override
    public void committed(ErrorCode result) {
        error = result;
        finish();
    }

    /** Counts once, whatever happens: a second count would release the request under a lane that still reads it. */
    private void finish() {
        if (done) return;
        done = true;
        run.finished();
    }

    @Override
    public boolean gone() {
        return run.over();
    }

    /** @param hints null where the version has no room for them */
    ProduceResponse.PartitionProduceResponse response(LeaderHints hints) {
        ErrorCode told = done ? error : ErrorCode.REQUEST_TIMED_OUT;
        ProduceResponse.PartitionProduceResponse r = new ProduceResponse.PartitionProduceResponse().index(data.index())
                .errorCode(told.code()).errorMessage(message).baseOffset(-1);
        boolean written = appended != null && told != ErrorCode.NOT_LEADER_OR_FOLLOWER;
        if (written) r.baseOffset(appended.firstOffset()).logAppendTimeMs(appended.logAppendTimeMs())
                .logStartOffset(appended.logStartOffset());
        if (!recordErrors.isEmpty()) {
            List<ProduceResponse.BatchIndexAndErrorMessage> errors = new ArrayList<>();
            for (RecordsRejected.Error e : recordErrors) {
                errors.add(new ProduceResponse.BatchIndexAndErrorMessage().batchIndex(e.batchIndex())
                        .batchIndexErrorMessage(e.message()));
            }
            r.recordErrors(errors);
        }
        PartitionImage leader = told == ErrorCode.NOT_LEADER_OR_FOLLOWER && hints != null ? hints.of(name) : null;
        if (leader != null) {
            r.currentLeader(new ProduceResponse.LeaderIdAndEpoch().leaderId(leader.leader())
                    .leaderEpoch(leader.leaderEpoch()));
        }
        return r;
    }
}
