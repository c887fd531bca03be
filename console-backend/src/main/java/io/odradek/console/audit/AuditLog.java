package io.odradek.console.audit;

import io.odradek.console.change.Actor;
import io.odradek.console.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes made through this console: the last thousand in memory, all of them in a file when there is one. Any
 * thread.
 */
public class AuditLog implements AutoCloseable {

    /** 1,000 entries of some 300 bytes: 300 KB. */
    private static final int KEPT = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final Deque<AuditEntry> entries = new ArrayDeque<>();
    private final Path file;

    /** In memory alone. */
    public AuditLog() {
        this(null);
    }

    /** Appended to this file too, one line of tab-separated fields each. */
    public AuditLog(Path file) {
        this.file = file;
    }

    /** Something to do and to write down. */
    public interface Deed {
        void act();
    }

    /** Does it, and writes down how it ended; what it throws goes on. */
    public void record(Actor actor, String cluster, String action, String target, String detail, Deed deed) {
        try {
            deed.act();
            add(entry(actor, cluster, action, target, "done", detail));
        } catch (Problem problem) {
            String result = problem.kind().status() < 500 ? "refused" : "failed";
            add(entry(actor, cluster, action, target, result, detail + " - " + problem.getMessage()));
            throw problem;
        }
    }

    /** Newest first. */
    public synchronized List<AuditEntry> recent(int limit) {
        List<AuditEntry> recent = new ArrayList<>();
        for (var newest = entries.descendingIterator(); newest.hasNext() && recent.size() < limit; ) {
            recent.add(newest.next());
        }
        return recent;
    }

    private static AuditEntry entry(Actor actor, String cluster, String action, String target, String result,
            String detail) {
        return new AuditEntry(System.currentTimeMillis(), actor.name(), actor.origin(), cluster, action, target, result,
                detail);
    }

    private synchronized void add(AuditEntry entry) {
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
        if (file == null) {
            return;
        }
        String line = String.join("\t", Instant.ofEpochMilli(entry.timeMs()).toString(), entry.actor(), entry.origin(),
                entry.cluster(),
                entry.action(), entry.target(), entry.result(), entry.detail()).replace('\n', ' ') + "\n";
        try {
            Files.write(file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("Audit log {} cannot be written: {}", file, e.toString());
        }
    }

    @Override
    public void close() {
        // The file is opened for each line.
    }
}
