package io.odradek.console.audit;

import java.util.List;

/** The changes made through this console. */
public final class AuditLog implements AutoCloseable {

    /** Newest first. */
    public List<AuditEntry> recent(int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
    }
}
