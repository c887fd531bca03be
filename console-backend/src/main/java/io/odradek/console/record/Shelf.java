package io.odradek.console.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A list kept in a JSON file where there is one, else in memory; read once, written whole, then moved. Any thread. */
final class Shelf<T> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Class<T[]> type;
    private List<T> all;

    /** @param file null to keep it in memory alone */
    Shelf(Path file, Class<T[]> type) {
        this.file = file;
        this.type = type;
    }

    synchronized List<T> all() {
        try {
            if (all == null) {
                all = file == null || !Files.exists(file) ? List.of()
                        : List.of(JSON.readValue(Files.readAllBytes(file), type));
            }
            return all;
        } catch (JsonProcessingException e) {
            throw new Problem(Kind.INTERNAL, Sentence.of("{0} cannot be read", file.getFileName()),
                    Sentence.quoted(file + ": " + e.getOriginalMessage()), Sentence.of("Mend or remove the file"), e);
        } catch (IOException e) {
            throw new Problem(Kind.INTERNAL, Sentence.of("{0} cannot be read", file.getFileName()),
                    Sentence.quoted(e.toString()), Sentence.NONE, e);
        }
    }

    synchronized void put(List<T> next) {
        try {
            if (file != null) {
                Path fresh = file.resolveSibling(file.getFileName() + ".new");
                Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(next));
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            all = List.copyOf(next);
        } catch (IOException e) {
            throw new Problem(Kind.INTERNAL, Sentence.of("{0} cannot be written", file.getFileName()),
                    Sentence.quoted(e.toString()), Sentence.NONE, e);
        }
    }
}
