package io.odradek.engine.api;

import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.Uuid;

/** Names of topics by their ids: from the metadata, or from a replica here that the metadata does not tell of yet. */
record TopicNames(Metadata metadata, Replicas replicas) {
    /** Null where nobody knows. */
    String of(Uuid id) {
        TopicImage known = metadata.current().topic(id);
        return known != null ? known.name() : replicas.topicName(id);
    }
}
