package io.odradek.console.change;

import io.odradek.console.problem.Sentence;

/**
 * What somebody wants to do, in the words that grants are written in.
 *
 * @param level   how much, where no action is named
 * @param action  such as "topic.delete"; null where only the level counts
 * @param cluster the cluster's id; "*" for what belongs to the console
 * @param name    of the topic or group; null for some of them
 */
public record Need(Permission level, String action, String cluster, Kind kind, String name) {

    /** What it is about. */
    public enum Kind {
        TOPIC, GROUP,
        /** All of a cluster. */
        CLUSTER,
        /** Whatever there is of a cluster. */
        SOMETHING,
        /** The console itself: its clusters, its users. */
        CONSOLE
    }

    /**
     * To make this change. The first word of an action says what it is about; one that is not known here asks for an
     * administrator of the cluster, so that nothing new is open by mistake.
     */
    public static Need action(String action, String cluster, String name) {
        return switch (action.substring(0, Math.max(0, action.indexOf('.')))) {
            case "topic", "record" -> new Need(Permission.EDIT, action, cluster, Kind.TOPIC, name);
            case "group", "streams" -> new Need(Permission.EDIT, action, cluster, Kind.GROUP, name);
            case "cluster", "user" -> new Need(Permission.ADMIN, action, "*", Kind.CONSOLE, null);
            case "session" -> new Need(Permission.NONE, action, "*", Kind.CONSOLE, null);
            default -> new Need(Permission.ADMIN, action, cluster, Kind.CLUSTER, null);
        };
    }

    /**
     * What an address is about, of the API and of the pages alike.
     *
     * @param cluster empty for what belongs to the console
     * @param area    what follows the cluster in the address, such as "topics"
     * @param name    of the one thing; null for the list
     */
    public static Need at(Permission level, String cluster, String area, String name) {
        if (cluster.isEmpty()) {
            return console(level);
        }
        Kind kind = switch (area) {
            case "topics" -> Kind.TOPIC;
            case "groups", "streams" -> Kind.GROUP;
            default -> Kind.CLUSTER;
        };
        return new Need(level, null, cluster, kind, name);
    }

    /** Something of the console itself. */
    public static Need console(Permission level) {
        return new Need(level, null, "*", Kind.CONSOLE, null);
    }

    /** To see one topic or group. */
    public static Need view(String cluster, Kind kind, String name) {
        return new Need(Permission.VIEW, null, cluster, kind, name);
    }

    /** To see that there is such a cluster. */
    public static Need glimpse(String cluster) {
        return new Need(Permission.VIEW, null, cluster, Kind.SOMETHING, null);
    }

    /** In words, such as "change topic orders in local (topic.delete)". */
    public Sentence said() {
        Sentence thing = switch (kind) {
            case CONSOLE -> Sentence.of("this console");
            case CLUSTER, SOMETHING -> cluster.equals("*") ? Sentence.of("all clusters")
                    : Sentence.of("cluster {0}", cluster);
            case TOPIC -> name == null ? Sentence.of("topics in {0}", cluster)
                    : Sentence.of("topic {0} in {1}", name, cluster);
            case GROUP -> name == null ? Sentence.of("groups in {0}", cluster)
                    : Sentence.of("group {0} in {1}", name, cluster);
        };
        Sentence deed = switch (level) {
            case NONE, VIEW -> Sentence.of("view {0}", thing);
            case EDIT -> Sentence.of("change {0}", thing);
            case ADMIN -> Sentence.of("administer {0}", thing);
        };
        return action == null ? deed : Sentence.of("{0} ({1})", deed, action);
    }

    /** The same in English. */
    @Override
    public String toString() {
        return said().toString();
    }
}
