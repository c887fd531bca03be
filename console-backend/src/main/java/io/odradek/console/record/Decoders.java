package io.odradek.console.record;

import io.odradek.console.decoder.Decoder;
import java.util.function.Function;

/**
 * What a cluster's records are decoded by: those of Kafka's own topics by the engine, others by what is kept for their
 * topic.
 */
record Decoders(Internals internals, Function<String, Pair> kept) {

    static final Decoders AUTOMATIC = new Decoders(Internals.NONE, _ -> Pair.AUTOMATIC);

    /** For keys and for values; null for the automatic choice. */
    record Pair(Decoder key, Decoder value) {
        static final Pair AUTOMATIC = new Pair(null, null);
    }

    static Decoders of(Internals internals, KeptDecoders kept, String cluster) {
        return new Decoders(internals, topic -> {
            TopicDecoders chosen = kept.of(cluster, topic);
            return new Pair(kept.decoder(chosen.key()), kept.decoder(chosen.value()));
        });
    }
}
