package io.odradek.console.record;

import io.odradek.console.change.Actor;
import java.util.List;

/** Records of a cluster's topics. */
public final class RecordService {

    /** Blocks until a limit or the end is reached; interrupting the thread ends it early with CANCELLED. */
    public Slice browse(String cluster, Browse browse) {
        throw new UnsupportedOperationException();
    }

    /** One record whole (cells up to 20 MiB); Problem NOT_FOUND when the log no longer or not yet has it. */
    public RecordView one(String cluster, String topic, int partition, long offset) {
        throw new UnsupportedOperationException();
    }

    /** Follows from now on; the listener is called on the tail's own thread. Closing ends it at once and never blocks. */
    public AutoCloseable tail(String cluster, Tail tail, TailListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Sends and waits until acknowledged by all in-sync replicas. */
    public Produced produce(Actor actor, String cluster, NewRecord record) {
        throw new UnsupportedOperationException();
    }

    /** The names of the decoders, in the order tried. */
    public List<String> decoders() {
        throw new UnsupportedOperationException();
    }

    /** The bytes as this decoder shows them; Problem INVALID when it cannot. */
    public String decode(String decoder, byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
