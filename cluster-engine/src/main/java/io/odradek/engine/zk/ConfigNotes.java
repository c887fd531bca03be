package io.odradek.engine.zk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The notifications under /config/changes that this broker has seen, to take away those that nobody needs any more. As
 * in Kafka every broker does so when a new one comes, fifteen minutes after an old one; ZooKeeper's own clock, told by
 * the newest, counts. Lives on the session's lane.
 */
final class ConfigNotes {
    private static final long KEPT_MS = TimeUnit.MINUTES.toMillis(15);

    private final Map<String, Long> createdMs = new LinkedHashMap<>();
    private long newestMs;

    /** Answers to reading notifications. */
    void seen(Collection<ZkReply> notes) {
        for (ZkReply note : notes) {
            if (!note.ok()) continue;
            createdMs.put(note.path(), note.stat().ctimeMs());
            newestMs = Math.max(newestMs, note.stat().ctimeMs());
        }
    }

    /** Deletions of what is old enough; each is handed out once, since another broker may have been faster. */
    List<ZkRequest> obsolete() {
        List<ZkRequest> deletes = new ArrayList<>();
        Iterator<Map.Entry<String, Long>> all = createdMs.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Long> note = all.next();
            if (newestMs - note.getValue() <= KEPT_MS) continue;
            deletes.add(new ZkRequest.Delete(note.getKey(), ZkRequest.ANY));
            all.remove();
        }
        return deletes;
    }
}
