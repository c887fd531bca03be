package io.odradek.console.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Clusters in a JSON file that only its owner may read, since it may hold secrets. Written whole, then moved. */
final class ClusterFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;

    /** @param file null to keep nothing */
    ClusterFile(Path file) {
        this.file = file;
    }

    /** One of them, as it stands in the file. */
    record Entry(String id, String bootstrapServers, Map<String, String> client) {

        /** None where the file says nothing of them. */
        Map<String, String> properties() {
            return client == null ? Map.of() : client;
        }
    }

    /** Problem INVALID where the file holds something else. */
    List<Entry> read() {
        if (file == null || !Files.exists(file)) {
            return new ArrayList<>();
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<ArrayList<Entry>>() { });
        } catch (JsonProcessingException e) {
            throw new Problem(Problem.Kind.INVALID, Sentence.of("{0} is not understood", file),
                    Sentence.quoted(e.getOriginalMessage()),
                    Sentence.of("It holds a list of {\"id\", \"bootstrapServers\", \"client\": {}}"), e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, Sentence.of("{0} cannot be read", file),
                    Sentence.quoted(e.toString()), Sentence.NONE, e);
        }
    }

    void write(List<Entry> entries) {
        if (file == null) {
            return;
        }
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(next);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(next, PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(next, JSON.writeValueAsBytes(entries));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, Sentence.of("{0} cannot be written", file),
                    Sentence.quoted(e.toString()), Sentence.NONE, e);
        }
    }
}
