package io.odradek.engine.coordinator.transaction;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.CoordinatorKeys;

/** What of a broker's settings the transaction coordinator heeds. */
public record TransactionConfig(BrokerConfig broker) {
    public int maxTimeoutMs() {
        return broker.get(CoordinatorKeys.TRANSACTION_MAX_TIMEOUT_MS);
    }

    /** How often overdue transactions are looked for. */
    public int abortCheckMs() {
        return broker.get(CoordinatorKeys.TRANSACTION_ABORT_TIMED_OUT_INTERVAL_MS);
    }

    /** How long an id is kept that nobody uses. */
    public long idExpirationMs() {
        return broker.get(CoordinatorKeys.TRANSACTIONAL_ID_EXPIRATION_MS);
    }

    public long idExpirationCheckMs() {
        return broker.get(CoordinatorKeys.TRANSACTION_REMOVE_EXPIRED_INTERVAL_MS);
    }
}
