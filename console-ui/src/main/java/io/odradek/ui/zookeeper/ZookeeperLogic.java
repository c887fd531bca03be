package io.odradek.ui.zookeeper;

import io.odradek.console.zookeeper.Znode;
import io.odradek.console.zookeeper.ZnodeChange;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is looked at, as kept in the address: a znode, and a window of those below it. */
record ZookeeperLogic(String path, String text, int from) {
    /** Children on one page. */
    static final int PAGE = 50;

    static ZookeeperLogic parse(Map<String, String> query) {
        String path = query.getOrDefault("path", "/");
        String from = query.getOrDefault("from", "");
        return new ZookeeperLogic(path.isEmpty() ? "/" : path, query.getOrDefault("q", ""),
                from.matches("\\d{1,9}") ? Integer.parseInt(from) : 0);
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("path", path.equals("/") ? "" : path);
        query.put("q", text);
        query.put("from", from == 0 ? "" : String.valueOf(from));
        return query;
    }

    ZookeeperLogic withText(String next) {
        return new ZookeeperLogic(path, next, 0);
    }

    ZookeeperLogic at(long next) {
        return new ZookeeperLogic(path, text, (int) next);
    }

    /** A step from the root down to the znode. */
    record Step(String name, String path) {
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>(List.of(new Step("/", "/")));
        if (path.equals("/")) {
            return steps;
        }
        StringBuilder so = new StringBuilder();
        for (String name : path.substring(1).split("/")) {
            so.append('/').append(name);
            steps.add(new Step(name, so.toString()));
        }
        return steps;
    }

    /** Whether what is shown may be another after this: the znode, one below it, or the connection. */
    boolean touchedBy(ZnodeChange change) {
        if (change.path().isEmpty() || change.path().equals(path)) {
            return true;
        }
        String below = path.equals("/") ? "/" : path + "/";
        // Grandchildren are counted in the row of their parent.
        return change.path().startsWith(below) && change.path().substring(below.length()).chars()
                .filter(c -> c == '/').count() <= 1;
    }

    static Tone tone(ZnodeChange change) {
        return switch (change.what()) {
            case "deleted", "lost", "expired" -> Tone.WARN;
            case "created", "connected" -> Tone.GOOD;
            default -> Tone.PLAIN;
        };
    }

    static Phrase owner(Znode node) {
        if (node.owner().isEmpty()) {
            return Phrase.of("znode.persistent");
        }
        return node.ownerName().isEmpty() ? Phrase.of("znode.ephemeral", node.owner())
                : Phrase.of("znode.ephemeral.of", node.ownerName(), node.owner());
    }
}
