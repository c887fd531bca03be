package io.odradek.console.kafka;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.NoReassignmentInProgressException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicDeletionDisabledException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionCoordinatorFencedException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.errors.WakeupException;

/** Sorts what the client throws by who must act. */
final class Failures {

    private Failures() {
    }

    /**
     * The problem behind what was thrown.
     *
     * @param what what was being done, such as "Create topic orders"
     */
    static Problem problem(ClusterSpec cluster, Sentence what, Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof ExecutionException || cause.getClass() == KafkaException.class) && cause
                .getCause() != null) {
            cause = cause.getCause();
        }
        Failed failed = new Failed(cause);
        return switch (cause) {
            case Problem problem -> problem;
            case UnsupportedVersionException _, TopicDeletionDisabledException _ ->
                    failed.as(Kind.UNSUPPORTED, Sentence.of("{0}: this cluster does not offer it", what),
                            Sentence.NONE);
            case UnknownTopicOrPartitionException _ ->
                    failed.as(Kind.NOT_FOUND, Sentence.of("{0}: it does not exist", what),
                            Sentence.of("It may have been deleted meanwhile"));
            case TopicExistsException _ ->
                    failed.as(Kind.CONFLICT, Sentence.of("{0}: it exists already", what),
                            Sentence.of("Choose another name"));
            case GroupNotEmptyException _, UnknownMemberIdException _ ->
                    failed.as(Kind.CONFLICT, Sentence.of("{0}: the group has members", what),
                            Sentence.of("Stop its members first"));
            case GroupIdNotFoundException _ ->
                    failed.as(Kind.NOT_FOUND, Sentence.of("{0}: there is no such group", what),
                            Sentence.NONE);
            case RecordTooLargeException _, RecordBatchTooLargeException _ ->
                    failed.as(Kind.TOO_LARGE, Sentence.of("{0}: the record is too large", what),
                            Sentence.of("Raise max.message.bytes or send less"));
            case AuthorizationException _, AuthenticationException _ ->
                    failed.as(Kind.DENIED, Sentence.of("{0}: the cluster denies it", what),
                            Sentence.of("Check the console's principal and its ACLs"));
            case TransactionalIdNotFoundException _ ->
                    failed.as(Kind.NOT_FOUND, Sentence.of("{0}: no coordinator knows it", what), Sentence.NONE);
            case InvalidProducerEpochException _, TransactionCoordinatorFencedException _ ->
                    failed.as(Kind.CONFLICT, Sentence.of("{0}: its producer has gone on meanwhile", what),
                            Sentence.of("Look again"));
            case NoReassignmentInProgressException _ ->
                    failed.as(Kind.CONFLICT, Sentence.of("{0}: it is not being moved (any more)", what),
                            Sentence.NONE);
            // After those above, which are invalid configurations too, by inheritance.
            case InvalidReplicaAssignmentException _, InvalidConfigurationException _, InvalidPartitionsException _,
                    InvalidRequestException _,
                    PolicyViolationException _,
                 ConfigException _, IllegalArgumentException _ ->
                    failed.as(Kind.INVALID, Sentence.of("{0}: refused by the cluster", what), Sentence.NONE);
            case TimeoutException _, java.util.concurrent.TimeoutException _ ->
                    failed.as(Kind.UNREACHABLE, Sentence.of("{0}: no answer from {1}", what,
                            cluster.bootstrapServers()),
                            Sentence.of("Check that its brokers run and that the address is reachable from here"));
            case InterruptException _, InterruptedException _, WakeupException _ ->
                    failed.as(Kind.TIMED_OUT, Sentence.of("{0}: cancelled", what), Sentence.NONE);
            case KafkaException _ -> failed.as(Kind.INTERNAL, Sentence.of("{0}: failed", what),
                    Sentence.of("See the console's log"));
            default -> new Problem(Kind.INTERNAL, Sentence.of("{0}: failed", what),
                    Sentence.quoted(cause.toString()), Sentence.of("See the console's log"), cause);
        };
    }

    /** What came of it, in the cluster's own words. */
    private record Failed(Throwable cause) {
        Problem as(Kind kind, Sentence title, Sentence remedy) {
            String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            return new Problem(kind, title, Sentence.quoted(detail), remedy, cause);
        }
    }
}
