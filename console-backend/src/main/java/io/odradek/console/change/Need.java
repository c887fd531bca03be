package io.odradek.console.change;

import java.util.Locale;

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
    @Override
    public String toString() {
        String verb = switch (level) {
            case NONE, VIEW -> "view ";
            case EDIT -> "change ";
            case ADMIN -> "administer ";
        };
        String thing = switch (kind) {
            case CONSOLE -> "this console";
            case CLUSTER, SOMETHING -> cluster.equals("*") ? "all clusters" : "cluster " + cluster;
            case TOPIC, GROUP -> kind.name().toLowerCase(Locale.ROOT) + (name == null ? "s" : " " + name) + " in "
                    + cluster;
        };
        return verb + thing + (action == null ? "" : " (" + action + ")");
    }
}
