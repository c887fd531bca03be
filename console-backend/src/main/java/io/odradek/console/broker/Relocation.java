package io.odradek.console.broker;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replicas to be moved between directories of one broker.
 *
 * @param from   those in this directory; empty for all that are elsewhere than in {@code to}
 * @param to     a log directory of the broker
 * @param topics names, in which * stands for anything; none for all topics
 */
public record Relocation(String from, String to, List<String> topics) {

    public Relocation {
        from = from == null ? "" : from;
        to = to == null ? "" : to;
        topics = topics == null ? List.of() : List.copyOf(topics);
    }

    boolean takes(String topic) {
        return topics.isEmpty() || topics.stream().anyMatch(pattern -> topic.matches(Arrays.stream(pattern.split("\\*",
                -1)).map(Pattern::quote).collect(Collectors.joining(".*"))));
    }
}
