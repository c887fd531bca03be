package io.odradek.console.record;

import io.odradek.console.decoder.Choice;

/** What a topic's keys and values are decoded by, kept until somebody changes it. */
public record TopicDecoders(String cluster, String topic, Choice key, Choice value) {

    public TopicDecoders {
        key = key == null ? Choice.AUTOMATIC : key;
        value = value == null ? Choice.AUTOMATIC : value;
    }

    static TopicDecoders automatic(String cluster, String topic) {
        return new TopicDecoders(cluster, topic, Choice.AUTOMATIC, Choice.AUTOMATIC);
    }

    boolean automatic() {
        return key.automatic() && value.automatic();
    }
}
