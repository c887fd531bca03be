package io.odradek.console.replication;

import io.odradek.console.problem.Problem;

/** Told of looks at a topic's replicas, on the looker's thread; must only hand over. */
public interface ReplicationListener {

    void looked(TopicReplication now);

    /** No more looks follow: the topic went, or the cluster does not answer. */
    void ended(Problem why);
}
