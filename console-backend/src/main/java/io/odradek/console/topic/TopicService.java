package io.odradek.console.topic;

import io.odradek.console.change.Actor;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.snapshot.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Topics of a cluster. Each change has a plan, validated by the cluster where the protocol allows, and changes nothing. */
public final class TopicService {

    /** From the snapshot, O(page); cleanup policies of the page's rows are asked for once and remembered. */
    public Page<TopicRow> list(String cluster, TopicQuery query) {
        throw new UnsupportedOperationException();
    }

    public TopicDetail describe(String cluster, String topic) {
        throw new UnsupportedOperationException();
    }

    /** By name. */
    public List<ConfigRow> configuration(String cluster, String topic) {
        throw new UnsupportedOperationException();
    }

    public Plan planCreate(String cluster, NewTopic topic) {
        throw new UnsupportedOperationException();
    }

    public void create(Actor actor, String cluster, NewTopic topic) {
        throw new UnsupportedOperationException();
    }

    public Plan planDelete(String cluster, Set<String> topics) {
        throw new UnsupportedOperationException();
    }

    public void delete(Actor actor, String cluster, Set<String> topics) {
        throw new UnsupportedOperationException();
    }

    /** A null value resets the key to its default. */
    public Plan planAlter(String cluster, String topic, Map<String, String> changes) {
        throw new UnsupportedOperationException();
    }

    public void alter(Actor actor, String cluster, String topic, Map<String, String> changes) {
        throw new UnsupportedOperationException();
    }

    /** {@code count} is the new total. */
    public Plan planPartitions(String cluster, String topic, int count) {
        throw new UnsupportedOperationException();
    }

    public void addPartitions(Actor actor, String cluster, String topic, int count) {
        throw new UnsupportedOperationException();
    }
}
