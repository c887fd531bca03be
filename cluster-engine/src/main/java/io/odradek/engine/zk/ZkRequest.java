package io.odradek.engine.zk;

import java.util.List;

/** One operation on a znode. Paths are absolute, below the chroot. Version {@link #ANY} matches every version. */
public sealed interface ZkRequest {
    int ANY = -1;

    String path();

    /** How long a znode lives: for good, or as long as the session; sequential ones get a ten-digit number appended. */
    enum Mode { PERSISTENT, PERSISTENT_SEQUENTIAL, EPHEMERAL }

    record Create(String path, byte[] data, Mode mode) implements ZkRequest {}

    /** Sets data where the version is the expected one. */
    record Put(String path, byte[] data, int expectedVersion) implements ZkRequest {}

    record Delete(String path, int expectedVersion) implements ZkRequest {}

    /** Reads data. With {@code watch}, one event follows when the znode changes or goes. */
    record Get(String path, boolean watch) implements ZkRequest {}

    /** Names below a znode. With {@code watch}, one event follows when they change. */
    record Children(String path, boolean watch) implements ZkRequest {}

    /** With {@code watch}, one event follows when the znode comes, changes or goes. */
    record Exists(String path, boolean watch) implements ZkRequest {}

    /** Fails the multi it stands in unless the version is the expected one. Only inside a multi. */
    record Check(String path, int expectedVersion) implements ZkRequest {}

    /** All or nothing; of creates, puts, deletes and checks. */
    record Multi(List<ZkRequest> parts) implements ZkRequest {
        public Multi {
            parts = List.copyOf(parts);
        }

        @Override
        public String path() {
            return parts.getLast().path();
        }
    }

    static ZkRequest create(String path, byte[] data) {
        return new Create(path, data, Mode.PERSISTENT);
    }

    static ZkRequest get(String path) {
        return new Get(path, false);
    }

    static ZkRequest children(String path) {
        return new Children(path, false);
    }
}
