package io.odradek.engine.replica;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Rng;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.FetchRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The broker's fetch sessions (KIP-227), at most max.incremental.fetch.session.cache.slots. When all slots are taken,
 * a new session
 * gets that of one unused for min.incremental.fetch.session.eviction.ms, a follower gets any consumer's, a session
 * that has lived
 * that long gives way to one with more partitions; else the newcomer goes on without a session. Safe on any thread:
 * short, rare
 * critical sections (once for each fetch request).
 */
public final class FetchSessions {
    /** Session epoch that asks for a new session, or none. */
    private static final int INITIAL_EPOCH = 0;
    private static final int FINAL_EPOCH = -1;
    private static final long EVICTION_MS = 120_000;
    private static final short FIRST_VERSION_WITH_IDS = 13;

    private final Clock clock;
    private final Rng rng;
    private final Supplier<BrokerConfig> config;
    /** Least recently used first. */
    private final LinkedHashMap<Integer, FetchSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

    FetchSessions(Clock clock, Rng rng, Supplier<BrokerConfig> config) {
        this.clock = clock;
        this.rng = rng;
        this.config = config;
    }

    /**
     * What one fetch request is about.
     *
     * @param error   not NONE: the session is not as the client thinks, and there is nothing else
     * @param full    every partition is answered; else only those with news
     */
    public record Fetch(ErrorCode error, FetchSession session, boolean full, List<Item> items) {
        /** 0 where there is no session. */
        public int sessionId() {
            return session == null ? 0 : session.id;
        }

        /** Whether the answer is to have this partition; called once for each, when it was read. */
        public boolean answers(Item item, PartitionRead read) {
            boolean news = session != null && session.news(item.key, read);
            return full || news;
        }
    }

    /** One partition of it. {@code topic} is null where the request gave an id only. */
    public record Item(FetchSession.Key key, String topic, Uuid topicId, int partition, PartitionRead.Ask ask) {}

    /** Takes the session's part of a request, at this version of it. */
    public Fetch begin(FetchRequest request, short version, boolean follower) {
        boolean byId = version >= FIRST_VERSION_WITH_IDS;
        if (request.sessionEpoch() == FINAL_EPOCH || request.sessionEpoch() == INITIAL_EPOCH) {
            if (request.sessionId() != 0) drop(request.sessionId());
            List<Item> items = items(request, byId);
            FetchSession made = request.sessionEpoch() == FINAL_EPOCH || items.isEmpty() ? null
                    : make(items, byId, follower);
            return new Fetch(ErrorCode.NONE, made, true, items);
        }
        FetchSession session;
        synchronized (this) {
            session = sessions.get(request.sessionId());
        }
        if (session == null) return refused(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
        synchronized (session) {
            if (request.sessionEpoch() != session.nextEpoch) return refused(ErrorCode.INVALID_FETCH_SESSION_EPOCH);
            if (session.byTopicId != byId) return refused(ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR);
            session.lastUsedMs = clock.monotonicMs();
            session.advance();
            update(session, request, byId);
            return new Fetch(ErrorCode.NONE, session, false, items(session));
        }
    }

    public synchronized int size() {
        return sessions.size();
    }

    private static Fetch refused(ErrorCode why) {
        return new Fetch(why, null, true, List.of());
    }

    private synchronized void drop(int id) {
        sessions.remove(id);
    }

    private static void update(FetchSession session, FetchRequest request, boolean byId) {
        for (Item item : items(request, byId)) {
            FetchSession.Entry known = session.entries().get(item.key);
            if (known == null) session.entries().put(item.key, entry(item));
            else known.ask(item.ask);
        }
        for (FetchRequest.ForgottenTopic topic : request.forgottenTopicsData()) {
            for (int p : topic.partitions()) session.entries().remove(
                    FetchSession.Key.of(byId, topic.topic(), topic.topicId(), p));
        }
    }

    private static FetchSession.Entry entry(Item item) {
        TopicPartition name = item.topic == null ? null : new TopicPartition(item.topic, item.partition);
        return new FetchSession.Entry(name, item.topicId, item.ask);
    }

    private static List<Item> items(FetchSession session) {
        List<Item> items = new ArrayList<>(session.size());
        session.entries().forEach((key, e) -> items.add(new Item(key, key.topic(), key.id(), key.partition(), e.ask)));
        return items;
    }

    private static List<Item> items(FetchRequest request, boolean byId) {
        List<Item> items = new ArrayList<>();
        for (FetchRequest.FetchTopic topic : request.topics()) {
            for (FetchRequest.FetchPartition p : topic.partitions()) {
                PartitionRead.Ask ask = new PartitionRead.Ask(p.currentLeaderEpoch(), p.fetchOffset(),
                        p.lastFetchedEpoch(),
                        p.logStartOffset(), p.partitionMaxBytes());
                FetchSession.Key key = FetchSession.Key.of(byId, topic.topic(), topic.topicId(), p.partition());
                items.add(new Item(key, key.topic(), key.id(), p.partition(), ask));
            }
        }
        return items;
    }

    private synchronized FetchSession make(List<Item> items, boolean byId, boolean follower) {
        long nowMs = clock.monotonicMs();
        int slots = config.get().get(ReplicaKeys.MAX_INCREMENTAL_FETCH_SESSION_CACHE_SLOTS);
        if (slots <= 0 || sessions.size() >= slots && !evict(items.size(), follower, nowMs)) return null;
        int id;
        do id = rng.nextInt(Integer.MAX_VALUE);
        while (id == 0 || sessions.containsKey(id));
        FetchSession made = new FetchSession(id, byId, follower, nowMs);
        for (Item item : items) made.entries().put(item.key, entry(item));
        sessions.put(id, made);
        return made;
    }

    private boolean evict(int partitions, boolean follower, long nowMs) {
        FetchSession victim = null;
        for (Map.Entry<Integer, FetchSession> e : sessions.entrySet()) {
            FetchSession s = e.getValue();
            boolean unused = nowMs - s.lastUsedMs > EVICTION_MS;
            boolean lesser = nowMs - s.createdMs > EVICTION_MS && s.follower == follower && s.size() < partitions;
            if (unused || follower && !s.follower || lesser && !s.follower) {
                victim = s;
                break;
            }
        }
        return victim != null && sessions.remove(victim.id) != null;
    }
}
