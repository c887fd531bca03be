package io.odradek.engine.controller;

import io.odradek.engine.metadata.TopicPartition;

/** One partition in the controller's context. Changed on the controller lane, after ZooKeeper took the change. */
final class Partition {
    private final Topic topic;
    private final TopicPartition id;
    private Assignment assignment;
    private Leadership leadership;

    Partition(Topic topic, int number, Assignment assignment) {
        this.topic = topic;
        this.id = new TopicPartition(topic.name(), number);
        this.assignment = assignment;
    }

    Topic topic() {
        return topic;
    }

    TopicPartition id() {
        return id;
    }

    int number() {
        return id.partition();
    }

    Assignment assignment() {
        return assignment;
    }

    void assignment(Assignment a) {
        assignment = a;
    }

    /** Null until the first leader was chosen: all replicas were down since it was made. */
    Leadership leadership() {
        return leadership;
    }

    void leadership(Leadership l) {
        leadership = l;
    }

    @Override
    public String toString() {
        return id + " " + assignment + " " + leadership;
    }
}
