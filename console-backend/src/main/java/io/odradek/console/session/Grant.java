package io.odradek.console.session;

import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.problem.Problem;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a user may do, as in "editor on topic:orders-* in local". What is left out is everything: "viewer" is
 * a viewer of all there is.
 *
 * @param what     viewer, editor or admin; or an action such as topic.create or group.*, which lets one look as well
 * @param resource topic:NAME or group:NAME, where a * at the end stands for anything; or * for all of a cluster
 * @param cluster  its id, or *
 */
public record Grant(String what, String resource, String cluster) {

    private static final Pattern TEXT = Pattern.compile(
            "(\\S+)(?:\\s+on\\s+(\\S+))?(?:\\s+in\\s+(\\S+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ACTION = Pattern.compile("(topic|record|group|streams)\\.(\\*|[a-z.]+)"
            + "|(broker|reassign|leader|transaction|zookeeper)\\.(\\*|[a-z.]+)");

    public Grant {
        if (level(what) == null && !ACTION.matcher(what).matches()) {
            throw Problem.invalid("a grant begins with viewer, editor, admin or an action such as topic.create, not "
                    + "{0}", what);
        }
        if (!resource.equals("*") && !resource.matches("(topic|group):.+")) {
            throw Problem.invalid("a grant is on topic:NAME or group:NAME, with * at the end for a prefix, not on {0}",
                    resource);
        }
    }

    /** Understands "WHAT [on RESOURCE] [in CLUSTER]". */
    public static Grant parse(String text) {
        Matcher words = TEXT.matcher(text.strip());
        if (!words.matches()) {
            throw Problem.invalid("a grant is WHAT [on RESOURCE] [in CLUSTER], not {0}", text);
        }
        return new Grant(words.group(1).toLowerCase(Locale.ROOT), words.group(2) == null ? "*" : words.group(2),
                words.group(3) == null ? "*" : words.group(3));
    }

    /** Whether this lets one do it. */
    boolean allows(Need need) {
        if (!covers(need)) {
            return false;
        }
        if (need.action() != null) {
            return does(need);
        }
        // Leave for some action tells nothing about the console's own.
        Permission reached = need.kind() == Need.Kind.CONSOLE ? level(what) : level();
        return reached != null && reached.compareTo(need.level()) >= 0;
    }

    /** Everything on everything. */
    boolean whole() {
        return what.equals("admin") && resource.equals("*") && cluster.equals("*");
    }

    private boolean covers(Need need) {
        if (!cluster.equals("*") && !cluster.equals(need.cluster())) {
            return false;
        }
        if (resource.equals("*") || need.kind() == Need.Kind.SOMETHING) {
            return true;
        }
        String kind = need.kind().name().toLowerCase(Locale.ROOT) + ":";
        return resource.startsWith(kind) && (need.name() == null || named(resource.substring(kind.length()),
                need.name()));
    }

    private static boolean named(String pattern, String name) {
        return pattern.endsWith("*") ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(name);
    }

    private boolean does(Need need) {
        Permission role = level(what);
        if (role != null) {
            return role.compareTo(need.level()) >= 0;
        }
        return what.endsWith(".*") ? need.action().startsWith(what.substring(0, what.length() - 1))
                : what.equals(need.action());
    }

    /** The highest level that this reaches anywhere; an action stands for its own. */
    private Permission level() {
        Permission role = level(what);
        return role != null ? role : Need.action(what, "", "").level();
    }

    private static Permission level(String what) {
        return switch (what) {
            case "viewer" -> Permission.VIEW;
            case "editor" -> Permission.EDIT;
            case "admin" -> Permission.ADMIN;
            default -> null;
        };
    }

    @Override
    public String toString() {
        return what + (resource.equals("*") ? "" : " on " + resource) + (cluster.equals("*") ? "" : " in " + cluster);
    }
}
