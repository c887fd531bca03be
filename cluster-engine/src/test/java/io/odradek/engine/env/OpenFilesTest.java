package io.odradek.engine.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More files than descriptors. */
@Timeout(60)
class OpenFilesTest {
    private static final int MOST = 8;

    private final Disk disk = new SystemDisk(new OpenFiles(MOST));

    @TempDir
    Path directory;

    private int names;

    @Test
    void manyFilesAreWrittenAndReadThroughFewDescriptors() throws IOException {
        List<DiskFile> files = open(100);
        for (int round = 0; round < 3; round++) {
            for (DiskFile file : files) append(file, round + ";");
        }
        assertThat(descriptors()).isLessThanOrEqualTo(MOST);
        for (DiskFile file : files) assertThat(text(file)).isEqualTo("0;1;2;");
        for (DiskFile file : files) file.close();
        assertThat(descriptors()).isZero();
        assertThatThrownBy(files.getFirst()::size).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void whatIsHeldStaysOpen() throws IOException {
        List<DiskFile> held = open(2 * MOST);
        List<FileChannel> channels = new ArrayList<>();
        for (DiskFile file : held) channels.add(file.hold());
        List<DiskFile> others = open(50);
        for (DiskFile file : others) append(file, "x");
        assertThat(channels).allMatch(FileChannel::isOpen);
        held.forEach(DiskFile::release);
        for (DiskFile file : others) append(file, "y");
        assertThat(channels).noneMatch(FileChannel::isOpen);
        for (DiskFile file : others) assertThat(text(file)).isEqualTo("xy");
    }

    @Test
    void idleFilesKeepTheirNameThroughRenames() throws IOException {
        Path home = Files.createDirectory(directory.resolve("topic-0"));
        DiskFile cleaned = disk.open(home.resolve("0.log.cleaned"));
        DiskFile log = disk.open(home.resolve("1.log"));
        append(cleaned, "first");
        append(log, "second");
        squeeze();
        disk.rename(home.resolve("0.log.cleaned"), home.resolve("0.log"));
        squeeze();
        assertThat(text(cleaned)).isEqualTo("first");
        squeeze();
        disk.rename(home, directory.resolve("topic-0-delete"));
        append(log, "!");
        assertThat(text(cleaned)).isEqualTo("first");
        assertThat(text(log)).isEqualTo("second!");
        assertThat(log.path()).isEqualTo(directory.resolve("topic-0-delete/1.log"));
    }

    @Test
    void idleFileThatWasDeletedIsNotMadeAnew() throws IOException {
        DiskFile file = disk.open(directory.resolve("gone"));
        append(file, "x");
        squeeze();
        disk.delete(directory.resolve("gone"));
        assertThatThrownBy(() -> text(file)).isInstanceOf(NoSuchFileException.class);
        assertThat(directory.resolve("gone")).doesNotExist();
        file.close();
    }

    @Test
    void idleFileWhoseNameAnotherTookIsNotTakenForIt() throws IOException {
        DiskFile before = disk.open(directory.resolve("0.log"));
        append(before, "before");
        disk.rename(directory.resolve("0.log"), directory.resolve("0.log.deleted"));
        squeeze();
        DiskFile after = disk.open(directory.resolve("0.log"));
        append(after, "after");
        disk.rename(directory.resolve("0.log"), directory.resolve("0.log.deleted"));
        squeeze();
        assertThatThrownBy(() -> text(before)).isInstanceOf(NoSuchFileException.class);
        assertThat(text(after)).isEqualTo("after");
        // A flush that comes late has nothing to make durable.
        before.force();
        before.close();
        assertThat(text(after)).isEqualTo("after");
    }

    @Test
    void deletedFileIsReadAsLongAsItHasADescriptor() throws IOException {
        DiskFile file = disk.open(directory.resolve("gone"));
        append(file, "x");
        disk.delete(directory.resolve("gone"));
        squeeze();
        DiskFile other = disk.open(directory.resolve("gone"));
        append(other, "other");
        assertThat(text(file)).isEqualTo("x");
        assertThat(text(other)).isEqualTo("other");
    }

    @Test
    void manyThreadsShareThem() throws Exception {
        List<DiskFile> files = open(40);
        for (DiskFile file : files) append(file, "content");
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Random random = new Random(t);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        assertThat(text(files.get(random.nextInt(files.size())))).isEqualTo("content");
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) each.get();
        }
        // Each thread may have found room at the same moment.
        assertThat(descriptors()).isLessThanOrEqualTo(MOST + 4);
    }

    private List<DiskFile> open(int count) throws IOException {
        List<DiskFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) files.add(disk.open(directory.resolve(names++ + "")));
        return files;
    }

    /** Others take all descriptors that are not held. */
    private void squeeze() throws IOException {
        for (DiskFile file : open(3 * MOST)) append(file, "x");
    }

    private static void append(DiskFile file, String text) throws IOException {
        file.write(file.size(), new ByteBuffer[] {ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII))});
    }

    private static String text(DiskFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(100);
        file.read(0, bytes);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    /** Of this process, that lead into the directory; 0 where the system does not tell. */
    private int descriptors() throws IOException {
        Path all = Path.of("/proc/self/fd");
        int count = 0;
        if (!Files.isDirectory(all)) return count;
        try (var names = Files.list(all)) {
            for (Path name : names.toList()) {
                if (leadsInside(name)) count++;
            }
        }
        return count;
    }

    private boolean leadsInside(Path name) throws IOException {
        try {
            return Files.readSymbolicLink(name).startsWith(directory);
        } catch (NoSuchFileException closedMeanwhile) {
            return false;
        }
    }
}
