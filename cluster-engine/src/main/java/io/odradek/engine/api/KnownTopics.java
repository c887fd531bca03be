package io.odradek.engine.api;

import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;

/** Whether topics that a request names by name or id are there. */
record KnownTopics(ClusterImage image, boolean byId) {
    /** The topic's name; null where it is not known. */
    String name(String name, Uuid id) {
        TopicImage topic = byId ? image.topic(id) : image.topic(name);
        return topic == null ? null : topic.name();
    }

    ErrorCode unknown() {
        return byId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    }
}
