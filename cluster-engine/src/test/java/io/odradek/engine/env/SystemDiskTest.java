package io.odradek.engine.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemDiskTest {
    private final Disk disk = new SystemDisk();

    @TempDir
    Path directory;

    @Test
    void writesGatherAndReadsComeBackFromAnyPosition() throws IOException {
        try (DiskFile file = disk.open(directory.resolve("f"))) {
            file.write(0, new ByteBuffer[] {bytes("ab"), bytes(""), bytes("cde")});
            file.write(5, new ByteBuffer[] {bytes("fg")});
            file.write(1, bytes("B"));
            file.write(3, new ByteBuffer[] {bytes("DE")});
            file.write(7, new ByteBuffer[] {bytes("h")});
            assertThat(text(file, 0, 20)).isEqualTo("aBcDEfgh");
            assertThat(text(file, 6, 1)).isEqualTo("g");
            assertThat(text(file, 8, 1)).isEmpty();
            assertThat(file.size()).isEqualTo(8);
        }
    }

    @Test
    void appendsGoOnAtTheNewEndAfterTruncation() throws IOException {
        try (DiskFile file = disk.open(directory.resolve("f"))) {
            file.write(0, new ByteBuffer[] {bytes("abcdef")});
            file.truncate(2);
            file.write(2, new ByteBuffer[] {bytes("xy")});
            assertThat(text(file, 0, 9)).isEqualTo("abxy");
            assertThatThrownBy(() -> file.truncate(100)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void moreBuffersThanTheSystemTakesAtOnceAreAllWritten() throws IOException {
        ByteBuffer[] many = new ByteBuffer[5000];
        for (int i = 0; i < many.length; i++) many[i] = bytes(String.valueOf((char) ('a' + i % 26)));
        try (DiskFile file = disk.open(directory.resolve("f"))) {
            file.write(0, many);
            assertThat(file.size()).isEqualTo(5000);
            assertThat(text(file, 4998, 2)).isEqualTo("gh");
        }
    }

    @Test
    void anOpenFileIsReadableAfterItsNameIsGone() throws IOException {
        Path path = directory.resolve("f");
        try (DiskFile file = disk.open(path)) {
            file.write(0, bytes("still"));
            assertThat(disk.delete(path)).isTrue();
            assertThat(disk.delete(path)).isFalse();
            assertThat(text(file, 0, 5)).isEqualTo("still");
        }
    }

    @Test
    void replaceLeavesOnlyTheNewContent() throws IOException {
        Path path = directory.resolve("checkpoint");
        disk.replace(path, "a longer first".getBytes(StandardCharsets.UTF_8));
        disk.replace(path, "second".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(disk.read(path), StandardCharsets.UTF_8)).isEqualTo("second");
        assertThat(disk.list(directory)).containsExactly(path);
    }

    @Test
    void namesAreListedMovedAndMissingOnesAreEmpty() throws IOException {
        Path inner = directory.resolve("a/b");
        disk.createDirectories(inner);
        disk.open(inner.resolve("x")).close();
        disk.forceDirectory(inner);
        disk.rename(inner, directory.resolve("c"));
        assertThat(disk.isDirectory(directory.resolve("c"))).isTrue();
        assertThat(disk.exists(directory.resolve("c/x"))).isTrue();
        assertThat(disk.exists(inner)).isFalse();
        assertThat(disk.list(directory.resolve("nowhere"))).isEmpty();
        assertThat(disk.usableBytes(directory)).isPositive();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DiskFile file, long position, int size) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(size);
        int count = file.read(position, into);
        return new String(into.array(), 0, count, StandardCharsets.UTF_8);
    }
}
