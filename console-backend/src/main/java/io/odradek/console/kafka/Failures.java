package io.odradek.console.kafka;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
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
     * @param what what was being done, such as "Describe topic orders"
     */
    static Problem problem(ClusterSpec cluster, String what, Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof ExecutionException || cause.getClass() == KafkaException.class) && cause
                .getCause() != null) {
            cause = cause.getCause();
        }
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return switch (cause) {
            case Problem problem -> problem;
            case UnsupportedVersionException _, TopicDeletionDisabledException _ ->
                    problem(Kind.UNSUPPORTED, what + ": this cluster does not offer it", detail, "", cause);
            case UnknownTopicOrPartitionException _ ->
                    problem(Kind.NOT_FOUND, what + ": it does not exist", detail, "It may have been deleted meanwhile",
                            cause);
            case TopicExistsException _ -> problem(Kind.CONFLICT, what + ": it exists already", detail,
                    "Choose another name", cause);
            case GroupNotEmptyException _, UnknownMemberIdException _ ->
                    problem(Kind.CONFLICT, what + ": the group has members", detail, "Stop its members first", cause);
            case GroupIdNotFoundException _ -> problem(Kind.NOT_FOUND, what + ": there is no such group", detail, "",
                    cause);
            case RecordTooLargeException _, RecordBatchTooLargeException _ ->
                    problem(Kind.TOO_LARGE, what + ": the record is too large", detail,
                            "Raise max.message.bytes or send less", cause);
            case AuthorizationException _, AuthenticationException _ ->
                    problem(Kind.DENIED, what + ": the cluster denies it", detail,
                            "Check the console's principal and its ACLs", cause);
            case TransactionalIdNotFoundException _ ->
                    problem(Kind.NOT_FOUND, what + ": no coordinator knows it", detail, "", cause);
            case InvalidProducerEpochException _, TransactionCoordinatorFencedException _ ->
                    problem(Kind.CONFLICT, what + ": its producer has gone on meanwhile", detail, "Look again", cause);
            case NoReassignmentInProgressException _ ->
                    problem(Kind.CONFLICT, what + ": it is not being moved (any more)", detail, "", cause);
            // After those above, which are invalid configurations too, by inheritance.
            case InvalidReplicaAssignmentException _, InvalidConfigurationException _, InvalidPartitionsException _,
                    InvalidRequestException _,
                    PolicyViolationException _,
                 ConfigException _, IllegalArgumentException _ ->
                    problem(Kind.INVALID, what + ": refused by the cluster", detail, "", cause);
            case TimeoutException _, java.util.concurrent.TimeoutException _ ->
                    problem(Kind.UNREACHABLE, what + ": no answer from " + cluster.bootstrapServers(), detail,
                            "Check that its brokers run and that the address is reachable from here", cause);
            case InterruptException _, InterruptedException _, WakeupException _ ->
                    problem(Kind.TIMED_OUT, what + ": cancelled", detail, "", cause);
            case KafkaException _ -> problem(Kind.INTERNAL, what + ": failed", detail, "See the console's log", cause);
            default -> problem(Kind.INTERNAL, what + ": failed", cause.toString(), "See the console's log", cause);
        };
    }

    private static Problem problem(Kind kind, String title, String detail, String remedy, Throwable cause) {
        return new Problem(kind, title, detail, remedy, cause);
    }
}
