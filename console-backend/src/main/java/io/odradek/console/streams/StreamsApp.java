package io.odradek.console.streams;

import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.kafka.TopologyFacts;
import io.odradek.console.problem.Sentence;
import java.util.List;

/**
 * A Streams application.
 *
 * @param topology null when nothing is known of it
 * @param svg      its drawing, a document of its own; empty without a topology
 * @param flows    of each topic it reads or writes
 * @param members  with their tasks, where the protocol tells
 * @param trouble  what could not be learned; empty when all is known
 */
public record StreamsApp(StreamsRow row, TopologyFacts topology, String svg, List<Flow> flows,
        List<GroupFacts.Member> members, Sentence trouble, long takenMs) {

    /**
     * What flows through a topic.
     *
     * @param role             "source", "sink", "repartition" or "changelog"
     * @param recordsPerSecond written to it by anybody, -1 when unknown
     * @param lag              of the application, -1 where it does not read it or that is unknown
     */
    public record Flow(String topic, String role, double recordsPerSecond, long lag) {
    }
}
