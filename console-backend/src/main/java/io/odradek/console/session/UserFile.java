package io.odradek.console.session;

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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Users in a JSON file that only its owner may read; in memory alone without one. Read at the start and again when it
 * has changed, so that `bin/odradek users` works beside a console that runs. Written whole, then moved. Any thread.
 */
final class UserFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private FileTime readMs;
    private volatile TreeMap<String, User> users = new TreeMap<>();

    /** @param file null for none */
    UserFile(Path file) {
        this.file = file;
        reload();
    }

    /** By name; not to be changed. */
    TreeMap<String, User> users() {
        return users;
    }

    /** Reads what somebody else has written; Problem INVALID where the file holds something else. */
    synchronized void reload() {
        if (file == null || !Files.exists(file)) {
            return;
        }
        try {
            FileTime now = Files.getLastModifiedTime(file);
            if (now.equals(readMs)) {
                return;
            }
            TreeMap<String, User> read = new TreeMap<>();
            for (User user : JSON.readValue(Files.readAllBytes(file), new TypeReference<List<User>>() { })) {
                user.parsed();
                read.put(user.name(), user);
            }
            users = read;
            readMs = now;
        } catch (JsonProcessingException e) {
            throw new Problem(Problem.Kind.INVALID, Sentence.of("{0} is not understood", file),
                    Sentence.quoted(e.getOriginalMessage()),
                    Sentence.of("It is written by bin/odradek users; put back an older one"), e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, Sentence.of("{0} cannot be read", file),
                    Sentence.quoted(e.toString()), Sentence.NONE, e);
        }
    }

    /** Changes the users; what the change throws goes on, and nothing is changed. */
    synchronized void change(Consumer<TreeMap<String, User>> change) {
        reload();
        TreeMap<String, User> next = new TreeMap<>(users);
        change.accept(next);
        write(next);
        users = next;
    }

    private void write(TreeMap<String, User> next) {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(fresh, PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(fresh, JSON.writeValueAsBytes(next.values()));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            readMs = Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, Sentence.of("{0} cannot be written", file),
                    Sentence.quoted(e.toString()), Sentence.NONE, e);
        }
    }
}
