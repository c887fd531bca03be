package io.odradek.console.record;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Searches kept by name for everybody who uses this console; in a file where there is one. Any thread. */
public class SavedSearches {

    /** Each some 200 bytes: the file stays below a megabyte. */
    private static final int MOST = 5_000;
    private static final int NAME_LENGTH = 80;
    private static final int QUERY_LENGTH = 8_000;

    private final Shelf<SavedSearch> shelf;

    /** @param file null to keep them in memory alone */
    public SavedSearches(Path file) {
        this.shelf = new Shelf<>(file, SavedSearch[].class);
    }

    /** Those of a topic, by name. */
    public synchronized List<SavedSearch> of(String cluster, String topic) {
        return shelf.all().stream().filter(s -> s.cluster().equals(cluster) && s.topic().equals(topic))
                .sorted(Comparator.comparing(SavedSearch::name)).toList();
    }

    /** Keeps it, in place of one of the same name. */
    public synchronized void keep(SavedSearch search) {
        if (search.name().isBlank() || search.name().length() > NAME_LENGTH) {
            throw Problem.invalid("a name of 1 to {0} characters is needed", NAME_LENGTH);
        }
        if (search.query().length() > QUERY_LENGTH) {
            throw Problem.invalid("a search of more than {0} characters", QUERY_LENGTH);
        }
        List<SavedSearch> next = without(search.cluster(), search.topic(), search.name());
        if (next.size() >= MOST) {
            throw Problem.of(Kind.TOO_MANY, Sentence.of("Too many searches are kept"),
                    Sentence.of("{0} at most", MOST), Sentence.of("Remove some"));
        }
        next.add(search);
        shelf.put(next);
    }

    /** Nothing happens where there is none of that name. */
    public synchronized void remove(String cluster, String topic, String name) {
        shelf.put(without(cluster, topic, name));
    }

    private List<SavedSearch> without(String cluster, String topic, String name) {
        List<SavedSearch> rest = new ArrayList<>(shelf.all());
        rest.removeIf(s -> s.cluster().equals(cluster) && s.topic().equals(topic) && s.name().equals(name));
        return rest;
    }
}
