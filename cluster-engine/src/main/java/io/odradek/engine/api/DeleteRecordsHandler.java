package io.odradek.engine.api;

import io.odradek.engine.env.Timers;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.CommitWaiter;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.ReplicaException;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.DeleteRecordsRequest;
import io.odradek.engine.wire.message.DeleteRecordsResponse;
import io.odradek.engine.wire.message.DeleteRecordsResponse.DeleteRecordsPartitionResult;
import io.odradek.engine.wire.message.DeleteRecordsResponse.DeleteRecordsTopicResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * DeleteRecords, versions 0 to 2 (KIP-107): forgets what is before an offset (-1: before the high watermark). Answered
 * when every
 * live replica has done so, or at the deadline with REQUEST_TIMED_OUT for those that have not.
 */
final class DeleteRecordsHandler implements Handler<DeleteRecordsRequest> {
    private final Replicas replicas;
    private final Timers timers;

    DeleteRecordsHandler(Replicas replicas, Timers timers) {
        this.replicas = replicas;
        this.timers = timers;
    }

    @Override
    public void handle(Exchange x, DeleteRecordsRequest q) {
        Run run = new Run(x);
        for (DeleteRecordsRequest.DeleteRecordsTopic topic : q.topics()) {
            DeleteRecordsTopicResult t = new DeleteRecordsTopicResult().name(topic.name());
            run.response.topics().add(t);
            for (DeleteRecordsRequest.DeleteRecordsPartition p : topic.partitions()) {
                DeleteRecordsPartitionResult r = new DeleteRecordsPartitionResult().partitionIndex(p.partitionIndex())
                        .lowWatermark(-1).errorCode(ErrorCode.REQUEST_TIMED_OUT.code());
                t.partitions().add(r);
                run.pieces.add(new Piece(run, new TopicPartition(topic.name(), p.partitionIndex()), p.offset(), r));
            }
        }
        run.start(q.timeoutMs());
    }

    /**
     * One request under way. Results are written on the partitions' lanes; a late one after the deadline is dropped.
     */
    private final class Run {
        private final Exchange exchange;
        private final DeleteRecordsResponse response = new DeleteRecordsResponse();
        private final List<Piece> pieces = new ArrayList<>();
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();

        Run(Exchange exchange) {
            this.exchange = exchange;
        }

        void start(int timeoutMs) {
            open.set(pieces.size() + 1);
            Timers.Timer deadline = timers.after(Math.max(0, timeoutMs), exchange.lane(), this::end);
            pieces.forEach(Piece::start);
            finished();
            if (over.get()) deadline.cancel();
        }

        void finished() {
            if (open.decrementAndGet() == 0) end();
        }

        void end() {
            if (over.compareAndSet(false, true)) exchange.answer(response);
        }
    }

    private final class Piece implements CommitWaiter {
        private final Run run;
        private final TopicPartition name;
        private final long before;
        private final DeleteRecordsPartitionResult result;
        private Partition partition;

        Piece(Run run, TopicPartition name, long before, DeleteRecordsPartitionResult result) {
            this.run = run;
            this.name = name;
            this.before = before;
            this.result = result;
        }

        void start() {
            partition = replicas.find(name);
            if (partition == null) fail(replicas.whyMissing(name));
            else if (TopicName.internal(name.topic())) fail(ErrorCode.INVALID_TOPIC_EXCEPTION);
            else if (!partition.lane().offer(this::delete)) fail(ErrorCode.REQUEST_TIMED_OUT);
        }

        private void delete() {
            try {
                partition.deleteRecords(before, this);
            } catch (ReplicaException e) {
                fail(e.code());
            } catch (RuntimeException e) {
                fail(ErrorCode.KAFKA_STORAGE_ERROR);
            }
        }

        private void fail(ErrorCode why) {
            if (!run.over.get()) result.errorCode(why.code());
            run.finished();
        }

        @Override
        public void committed(ErrorCode outcome) {
            if (!run.over.get()) {
                result.errorCode(outcome.code());
                if (outcome == ErrorCode.NONE) result.lowWatermark(partition.lowWatermark());
            }
            run.finished();
        }

        @Override
        public boolean gone() {
            return run.over.get();
        }
    }

    @Override
    public Message onError(ErrorCode error, DeleteRecordsRequest q) {
        DeleteRecordsResponse response = new DeleteRecordsResponse();
        q.topics().forEach(topic -> {
            DeleteRecordsTopicResult t = new DeleteRecordsTopicResult().name(topic.name());
            response.topics().add(t);
            topic.partitions().forEach(p -> t.partitions().add(new DeleteRecordsPartitionResult()
                    .partitionIndex(p.partitionIndex())
                    .lowWatermark(-1).errorCode(error.code())));
        });
        return response;
    }
}
