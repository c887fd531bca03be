package io.odradek.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.problem.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes made through this console: the last thousand in memory, all of them in a file when there is one. Every
 * change passes here, so this is where it is refused to whoever may not make it. Any thread.
 */
public class AuditLog implements AutoCloseable {

    /** 1,000 entries of some 300 bytes: 300 KB. */
    private static final int KEPT = 1_000;
    /** What a thousand entries take in the file, roughly twice over. */
    private static final int READ_BACK_BYTES = 512 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final Deque<AuditEntry> entries = new ArrayDeque<>();
    private final List<Consumer<AuditEntry>> listeners = new CopyOnWriteArrayList<>();
    private final Path file;

    /** In memory alone. */
    public AuditLog() {
        this(null);
    }

    /** Appended to this file too, one line of JSON each; what its end holds is remembered. */
    public AuditLog(Path file) {
        this.file = file;
        readBack();
    }

    /** Something to do and to write down. */
    public interface Deed {
        void act();
    }

    /**
     * Does it if the actor may, and writes down how it ended; what it throws goes on.
     *
     * @param target the thing's name, of a topic or group just that
     */
    public void record(Actor actor, String cluster, String action, String target, String detail, Deed deed) {
        record(actor, cluster, action, Set.of(target), detail, deed);
    }

    /** The same to several things, each of which the actor must be allowed. */
    public void record(Actor actor, String cluster, String action, Set<String> names, String detail, Deed deed) {
        String target = String.join(", ", new TreeSet<>(names));
        try {
            names.forEach(name -> actor.require(Need.action(action, cluster, name)));
            deed.act();
            add(entry(actor, cluster, action, target, "done", detail));
        } catch (Problem problem) {
            String result = problem.kind().status() < 500 ? "refused" : "failed";
            String why = detail.isEmpty() ? problem.getMessage() : detail + " - " + problem.getMessage();
            add(entry(actor, cluster, action, target, result, why));
            throw problem;
        }
    }

    /** Writes down what was refused before it came to a service. */
    public void refused(Actor actor, String cluster, String action, String target, String why) {
        add(entry(actor, cluster, action, target, "refused", why));
    }

    /** Newest first. */
    public List<AuditEntry> recent(int limit) {
        return find("", "", limit);
    }

    /**
     * Newest first.
     *
     * @param text   part of any field, case ignored; empty for all
     * @param result "done", "refused" or "failed"; empty for all
     */
    public synchronized List<AuditEntry> find(String text, String result, int limit) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<AuditEntry> found = new ArrayList<>();
        for (var newest = entries.descendingIterator(); newest.hasNext() && found.size() < limit; ) {
            AuditEntry entry = newest.next();
            if ((result.isEmpty() || entry.result().equals(result)) && (lower.isEmpty() || entry.contains(lower))) {
                found.add(entry);
            }
        }
        return found;
    }

    /** Tells of each new entry, in order, on the thread that made it, which must not be kept. */
    public void listen(Consumer<AuditEntry> listener) {
        listeners.add(listener);
    }

    private static AuditEntry entry(Actor actor, String cluster, String action, String target, String result,
            String detail) {
        return new AuditEntry(System.currentTimeMillis(), actor.name(), actor.origin(), cluster, action, target, result,
                detail);
    }

    private synchronized void add(AuditEntry entry) {
        keep(entry);
        listeners.forEach(listener -> listener.accept(entry));
        if (file == null) {
            return;
        }
        try {
            if (!Files.exists(file) && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------")));
            }
            // Opened for each line, so that the file may be moved away at any time.
            Files.write(file, (JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("Audit log {} cannot be written: {}", file, e.toString());
        }
    }

    private void keep(AuditEntry entry) {
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    private void readBack() {
        if (file == null || !Files.exists(file)) {
            return;
        }
        try (RandomAccessFile from = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(READ_BACK_BYTES, from.length())];
            from.seek(from.length() - end.length);
            from.readFully(end);
            new String(end, StandardCharsets.UTF_8).lines().forEach(this::readBack);
        } catch (IOException e) {
            LOG.warn("Audit log {} cannot be read: {}", file, e.toString());
        }
    }

    /** The first line may be half of one, and older ones were no JSON. */
    private void readBack(String line) {
        try {
            keep(JSON.readValue(line, AuditEntry.class));
        } catch (JsonProcessingException e) {
            LOG.debug("Passed over in the audit log: {}", line);
        }
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
