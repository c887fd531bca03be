package io.odradek.console.kafka;

import java.util.List;

/** The clusters attached to, by id. */
public final class Clusters implements AutoCloseable {

    public List<ClusterSpec> list() {
        throw new UnsupportedOperationException();
    }

    /** The cluster shown when none is named. */
    public ClusterSpec first() {
        throw new UnsupportedOperationException();
    }

    /** Throws Problem NOT_FOUND for an unknown id. */
    public ClusterSpec spec(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
    }
}
