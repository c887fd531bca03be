package io.odradek.console.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Searches kept by name for everybody who uses this console; in a file where there is one. Any thread. */
public class SavedSearches {

    /** Each some 200 bytes: the file stays below a megabyte. */
    private static final int MOST = 5_000;
    private static final int NAME_LENGTH = 80;
    private static final int QUERY_LENGTH = 8_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private List<SavedSearch> all;

    /** @param file null to keep them in memory alone */
    public SavedSearches(Path file) {
        this.file = file;
    }

    /** Those of a topic, by name. */
    public synchronized List<SavedSearch> of(String cluster, String topic) {
        return load().stream().filter(s -> s.cluster().equals(cluster) && s.topic().equals(topic))
                .sorted(Comparator.comparing(SavedSearch::name)).toList();
    }

    /** Keeps it, in place of one of the same name. */
    public synchronized void keep(SavedSearch search) {
        if (search.name().isBlank() || search.name().length() > NAME_LENGTH) {
            throw Problem.invalid("a name of 1 to " + NAME_LENGTH + " characters is needed");
        }
        if (search.query().length() > QUERY_LENGTH) {
            throw Problem.invalid("a search of more than " + QUERY_LENGTH + " characters");
        }
        List<SavedSearch> next = without(search.cluster(), search.topic(), search.name());
        if (next.size() >= MOST) {
            throw Problem.of(Kind.TOO_MANY, "Too many searches are kept", MOST + " at most", "Remove some");
        }
        next.add(search);
        store(next);
    }

    /** Nothing happens where there is none of that name. */
    public synchronized void remove(String cluster, String topic, String name) {
        store(without(cluster, topic, name));
    }

    private List<SavedSearch> without(String cluster, String topic, String name) {
        List<SavedSearch> rest = new ArrayList<>(load());
        rest.removeIf(s -> s.cluster().equals(cluster) && s.topic().equals(topic) && s.name().equals(name));
        return rest;
    }

    private List<SavedSearch> load() {
        try {
            if (all == null) {
                all = file == null || !Files.exists(file) ? List.of()
                        : List.of(JSON.readValue(Files.readAllBytes(file), SavedSearch[].class));
            }
            return all;
        } catch (JsonProcessingException e) {
            throw new Problem(Kind.INTERNAL, "The saved searches cannot be read", file + ": " + e.getOriginalMessage(),
                    "Mend or remove the file", e);
        } catch (IOException e) {
            throw new Problem(Kind.INTERNAL, "The saved searches cannot be read", e.toString(), "", e);
        }
    }

    private void store(List<SavedSearch> next) {
        try {
            if (file != null) {
                Path fresh = file.resolveSibling(file.getFileName() + ".new");
                Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(next));
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            all = List.copyOf(next);
        } catch (IOException e) {
            throw new Problem(Kind.INTERNAL, "The search cannot be saved", e.toString(), "", e);
        }
    }
}
