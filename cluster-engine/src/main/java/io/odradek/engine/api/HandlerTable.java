package io.odradek.engine.api;

import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which API keys are served, in which versions, by whom. ApiVersions tells it to clients, net dispatches by it.
 * Immutable.
 */
public final class HandlerTable {
    private final Entry<?>[] byId;
    private final List<Entry<?>> entries;

    private HandlerTable(List<Entry<?>> entries) {
        this.entries = List.copyOf(entries);
        int highest = entries.stream().mapToInt(e -> e.key().id()).max().orElse(-1);
        byId = new Entry<?>[highest + 1];
        for (Entry<?> entry : entries) {
            if (byId[entry.key().id()] != null) throw new IllegalArgumentException("two handlers for " + entry.key());
            byId[entry.key().id()] = entry;
        }
    }

    /** Null where the key is not served. */
    public Entry<?> of(ApiKey key) {
        return key.id() < byId.length ? byId[key.id()] : null;
    }

    /** In the order of the API keys. */
    public List<Entry<?>> entries() {
        return entries;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * @param oldest     first version served
     * @param newest     last version served
     * @param advertised first version named in ApiVersions; below {@code oldest} only where clients are known to need
     *                   it
     */
    public record Entry<Q extends Message>(ApiKey key, short oldest, short newest, short advertised,
            Handler<Q> handler) {
        public boolean serves(short version) {
            return version >= oldest && version <= newest;
        }

        /** The request must be one of this entry's key. */
        @SuppressWarnings("unchecked")
        public void handle(Exchange exchange, Message request) {
            handler.handle(exchange, (Q) request);
        }

        /** As {@link Handler#onError}. */
        @SuppressWarnings("unchecked")
        public Message onError(ErrorCode error, Message request) {
            return handler.onError(error, (Q) request);
        }
    }

    /** Collects entries. */
    public static final class Builder {
        private final List<Entry<?>> entries = new ArrayList<>();

        private Builder() {}

        /** All versions that Kafka offers for the key. */
        public <Q extends Message> Builder add(ApiKey key, Handler<Q> handler) {
            return add(key, key.oldest(), key.newest(), handler);
        }

        public <Q extends Message> Builder add(ApiKey key, int oldest, int newest, Handler<Q> handler) {
            return add(new Entry<>(key, (short) oldest, (short) newest, (short) oldest, handler));
        }

        public Builder add(Entry<?> entry) {
            entries.add(entry);
            return this;
        }

        public HandlerTable build() {
            Entry<?>[] sorted = entries.toArray(Entry<?>[]::new);
            Arrays.sort(sorted, Comparator.comparingInt(e -> e.key().id()));
            return new HandlerTable(List.of(sorted));
        }
    }
}
