package io.odradek.engine.sim;

import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.FindCoordinatorRequest;
import io.odradek.engine.wire.message.FindCoordinatorResponse;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A client that speaks to a coordinator, and finds it again as often as it moves. */
class Coordinated extends Client {
    static final byte GROUP = 0;
    static final byte TRANSACTION = 1;
    private static final short FIND_VERSION = 3;
    private static final int REST_MS = 150;

    private final String key;
    private final byte type;
    private int coordinator = -1;
    private boolean byLeader;

    /** One kind of request: how to make it, and what its answer says went wrong. */
    record Question<A extends Message>(ApiKey key, int version, Supplier<Message> request, Supplier<A> empty,
                                       Function<A, ErrorCode> error) {}

    Coordinated(Scene scene, String name, byte type) {
        super(scene, name);
        this.key = toString();
        this.type = type;
    }

    /** One of several clients of the same coordinator. */
    Coordinated(Scene scene, String name, byte type, String key) {
        super(scene, name);
        this.key = key;
        this.type = type;
    }

    String key() {
        return key;
    }

    /**
     * Asks until there is an answer that is not to be tried again.
     *
     * @param lost told of each try whose fate is not known
     */
    <A extends Message> void ask(Question<A> q, Runnable lost, BiConsumer<ErrorCode, A> done) {
        once(q, (code, answer) -> {
            if (answer == null) lost.run();
            if (again(code)) later(REST_MS, () -> ask(q, lost, done));
            else done.accept(code, answer);
        });
    }

    /** One try; where it says that the coordinator is elsewhere, that is looked for before the next. */
    <A extends Message> void once(Question<A> q, BiConsumer<ErrorCode, A> done) {
        if (coordinator < 0) {
            find(() -> once(q, done));
            return;
        }
        int asked = coordinator;
        int reign = scene.history().reign(log(), asked);
        call(coordinator, q.key, q.version, q.request.get(), q.empty.get(), answer -> {
            byLeader = reign >= 0 && reign == scene.history().reign(log(), asked);
            ErrorCode code = answer == null ? ErrorCode.NETWORK_EXCEPTION : q.error.apply(answer);
            if (again(code) && code != ErrorCode.CONCURRENT_TRANSACTIONS) coordinator = -1;
            done.accept(code, answer);
        });
    }

    /** As brokers find it; the topics have {@link Host#COORDINATORS} partitions. */
    private TopicPartition log() {
        String topic = type == GROUP ? "__consumer_offsets" : "__transaction_state";
        return new TopicPartition(topic, InternalTopics.partitionOf(key, Host.COORDINATORS));
    }

    /**
     * Whether the last answer is one of who was the coordinator all the time. One that stood still, and has not heard
     * that it is over, answers questions from what it knew then, as in Kafka; what it writes nobody commits.
     */
    final boolean byLeader() {
        return byLeader;
    }

    /** Whether it is the coordinator that has to be waited for, or looked for. */
    static boolean again(ErrorCode code) {
        return switch (code) {
            case NETWORK_EXCEPTION, NOT_COORDINATOR, COORDINATOR_NOT_AVAILABLE, COORDINATOR_LOAD_IN_PROGRESS,
                    CONCURRENT_TRANSACTIONS, REQUEST_TIMED_OUT, NOT_ENOUGH_REPLICAS, UNSTABLE_OFFSET_COMMIT,
                    UNKNOWN_TOPIC_OR_PARTITION -> true;
            default -> false;
        };
    }

    private void find(Runnable then) {
        call(anyBroker(), ApiKey.FIND_COORDINATOR, FIND_VERSION, new FindCoordinatorRequest().key(key).keyType(type),
                new FindCoordinatorResponse(), answer -> {
                    if (answer != null && answer.errorCode() == 0) coordinator = answer.nodeId();
                    later(coordinator < 0 ? REST_MS : 1, then);
                });
    }
}
