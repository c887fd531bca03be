package io.odradek.console.zookeeper;

import io.odradek.console.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whose a session is: a broker's, as far as its registration tells. Kept for some seconds. Any thread. */
final class Owners {

    private static final String IDS = "/brokers/ids";
    private static final long FRESH_NS = 3_000_000_000L;
    private static final int MOST_BROKERS = 1_000;

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(long takenNs, Map<Long, String> names) {
    }

    /** Names by session; none where brokers are not registered here. */
    Map<Long, String> of(String cluster, ZookeeperLink link) {
        Known last = known.get(cluster);
        if (last == null || System.nanoTime() - last.takenNs() > FRESH_NS) {
            last = new Known(System.nanoTime(), look(link));
            known.put(cluster, last);
        }
        return last.names();
    }

    private static Map<Long, String> look(ZookeeperLink link) {
        Map<Long, String> names = new HashMap<>();
        try {
            List<String> paths = link.children(IDS).stream().limit(MOST_BROKERS).map(id -> IDS + "/" + id).toList();
            link.stats(paths).forEach((path, stat) -> names.put(stat.getEphemeralOwner(),
                    "broker " + path.substring(IDS.length() + 1)));
        } catch (Problem noBrokersHere) {
            return names;
        }
        return names;
    }
}
