package io.odradek.ui.part;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of pages, relative to the console's root; screens link by these and never by each other's classes. */
public final class Address {
    private Address() {
    }

    public static String overview(String cluster) {
        return "c/" + encode(cluster);
    }

    public static String brokers(String cluster) {
        return overview(cluster) + "/brokers";
    }

    public static String broker(String cluster, int id) {
        return brokers(cluster) + "/" + id;
    }

    public static String topics(String cluster) {
        return overview(cluster) + "/topics";
    }

    /** The topic's partitions. */
    public static String topic(String cluster, String topic) {
        return topics(cluster) + "/" + encode(topic);
    }

    public static String configuration(String cluster, String topic) {
        return topic(cluster, topic) + "/configuration";
    }

    public static String messages(String cluster, String topic) {
        return topic(cluster, topic) + "/messages";
    }

    public static String groups(String cluster) {
        return overview(cluster) + "/groups";
    }

    /** The group's partitions. */
    public static String group(String cluster, String group) {
        return groups(cluster) + "/" + encode(group);
    }

    public static String members(String cluster, String group) {
        return group(cluster, group) + "/members";
    }

    public static String reassign(String cluster) {
        return overview(cluster) + "/reassign";
    }

    /** A plan that drains this broker. */
    public static String drain(String cluster, int broker) {
        return reassign(cluster) + "?goal=drain&n=" + broker;
    }

    public static String streams(String cluster) {
        return overview(cluster) + "/streams";
    }

    public static String streams(String cluster, String app) {
        return streams(cluster) + "/" + encode(app);
    }

    /** Partitions in trouble. */
    public static String replication(String cluster) {
        return overview(cluster) + "/replication";
    }

    public static String replication(String cluster, String topic) {
        return topic(cluster, topic) + "/replication";
    }

    /** Partitions by size. */
    public static String storage(String cluster) {
        return overview(cluster) + "/storage";
    }

    public static String storage(String cluster, String topic) {
        return topic(cluster, topic) + "/storage";
    }

    /** One replica's segments. */
    public static String segments(String cluster, String topic, int partition, int broker) {
        return storage(cluster, topic) + "?partition=" + partition + "&broker=" + broker;
    }

    public static String transactions(String cluster) {
        return overview(cluster) + "/transactions";
    }

    public static String transaction(String cluster, String id) {
        return transactions(cluster) + "?id=" + encode(id);
    }

    public static String zookeeper(String cluster) {
        return overview(cluster) + "/zookeeper";
    }

    public static String znode(String cluster, String path) {
        return zookeeper(cluster) + "?path=" + encode(path);
    }

    public static String control(String cluster) {
        return overview(cluster) + "/control";
    }

    /** All clusters; a page of this one, like every page. */
    public static String clusters(String cluster) {
        return overview(cluster) + "/clusters";
    }

    public static String users(String cluster) {
        return overview(cluster) + "/users";
    }

    public static String audit(String cluster) {
        return overview(cluster) + "/audit";
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
