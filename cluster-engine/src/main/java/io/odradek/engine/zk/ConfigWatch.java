package io.odradek.engine.zk;

import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.zk.ZkReply.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps the dynamic configuration of every entity in the picture: all of it at start, one entity when a notification
 * under
 * /config/changes names it, all again after a new session. A topic's configuration is written at its creation without a
 * notification, so the broker asks for it by {@link #load} before it makes a replica. Lives on the session's lane.
 */
public final class ConfigWatch implements ZkSession.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);
    /** The last two are not Kafka 3.9's; its brokers do not look there. */
    private static final List<String> TYPES = List.of("topics", "brokers", "clients", "users", "ips",
            ConfigEntity.GROUPS, ConfigEntity.CLIENT_METRICS);

    private final ZkSession session;
    private final Metadata metadata;
    /** Topics whose configuration was read, empty or not. */
    private final Set<String> loaded = new HashSet<>();
    private final ConfigNotes notes = new ConfigNotes();
    private String lastNotification = "";

    public ConfigWatch(ZkSession session, Metadata metadata) {
        this.session = session;
        this.metadata = metadata;
        session.listen(this);
        metadata.subscribe(delta -> {
            synchronized (loaded) {
                loaded.removeAll(delta.removedTopics());
            }
        });
    }

    /** Reads everything and follows changes from then on. Completes when the picture has it. */
    public CompletableFuture<Void> start() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        // The notifications first: what changes from here on is told, and reading it twice does no harm.
        session.submit(new ZkRequest.Children(Znodes.CONFIG_CHANGES, true), notes -> {
            if (!notes.ok()) {
                done.completeExceptionally(new IllegalStateException("configuration cannot be read: " + notes.code()));
                return;
            }
            lastNotification = notes.children().stream().max(String::compareTo).orElse("");
            session.submit(reads(notes.children()), this.notes::seen);
            List<ZkRequest> lists = new ArrayList<>();
            for (String type : TYPES) lists.add(ZkRequest.children(Znodes.configs(type)));
            session.submit(lists, found -> {
                List<ConfigEntity> entities = new ArrayList<>();
                List<String> users = new ArrayList<>();
                for (int i = 0; i < TYPES.size(); i++) {
                    for (String name : names(found.get(i))) {
                        entities.add(new ConfigEntity(TYPES.get(i) + "/" + name));
                        if (TYPES.get(i).equals("users")) users.add(name);
                    }
                }
                addClientsOfUsers(users, entities, done);
            });
        });
        return done;
    }

    private void addClientsOfUsers(List<String> users, List<ConfigEntity> entities, CompletableFuture<Void> done) {
        List<ZkRequest> lists = new ArrayList<>();
        for (String user : users) lists.add(ZkRequest.children(Znodes.configs("users") + "/" + user + "/clients"));
        session.submit(lists, found -> {
            for (int i = 0; i < users.size(); i++) {
                for (String client : names(found.get(i))) {
                    entities.add(new ConfigEntity("users/" + users.get(i) + "/clients/" + client));
                }
            }
            read(entities, done);
        });
    }

    private static List<String> names(ZkReply children) {
        return children.ok() ? children.children() : List.of();
    }

    /**
     * Makes sure that the picture has these topics' configuration, reading only what was not read yet. Completes on
     * the session's
     * lane, or at once where nothing is missing. Safe on any thread. A failure means that the session ended: try again.
     */
    public CompletableFuture<Void> load(Collection<String> topics) {
        List<ConfigEntity> missing = new ArrayList<>();
        synchronized (loaded) {
            for (String t : topics) if (!loaded.contains(t)) missing.add(ConfigEntity.topic(t));
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (missing.isEmpty()) done.complete(null);
        else read(missing, done);
        return done;
    }

    /**
     * Reads these topics' configuration again, whatever is known, so that whoever asks sees a change as soon as it is
     * written, wherever it was written. Completes and fails as {@link #load}.
     */
    public CompletableFuture<Void> refresh(Collection<String> topics) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        read(topics.stream().map(ConfigEntity::topic).toList(), done);
        return done;
    }

    private void read(Collection<ConfigEntity> entities, CompletableFuture<Void> done) {
        List<ConfigEntity> list = List.copyOf(entities);
        session.submit(list.stream().map(e -> ZkRequest.get(Znodes.config(e))).toList(), found -> {
            if (found.stream().anyMatch(r -> r.code() == Code.SESSION_EXPIRED)) {
                done.completeExceptionally(new IllegalStateException("the ZooKeeper session ended"));
                return;
            }
            metadata.update(delta -> {
                for (int i = 0; i < list.size(); i++) {
                    Map<String, String> overrides = overrides(found.get(i));
                    boolean known = delta.before().config(list.get(i)).equals(overrides);
                    if (!known) delta.config(list.get(i), overrides);
                }
            });
            synchronized (loaded) {
                for (ConfigEntity e : list) if (e.isTopic()) loaded.add(e.name());
            }
            done.complete(null);
        });
    }

    private static Map<String, String> overrides(ZkReply r) {
        try {
            return r.ok() ? ZnodeJson.decodeConfig(r.path(), r.data()) : Map.of();
        } catch (ZnodeJson.BadZnode e) {
            LOG.error("{}", e.getMessage());
            return Map.of();
        }
    }

    @Override
    public void changed(ZkSession.Change change, String path) {
        if (path.equals(Znodes.CONFIG_CHANGES) && change == ZkSession.Change.CHILDREN) readNotifications();
    }

    private void readNotifications() {
        session.submit(new ZkRequest.Children(Znodes.CONFIG_CHANGES, true), notes -> {
            if (!notes.ok()) return;
            List<String> fresh = notes.children().stream().filter(n -> n.compareTo(lastNotification) > 0).sorted()
                    .toList();
            if (fresh.isEmpty()) return;
            lastNotification = fresh.getLast();
            session.submit(reads(fresh), this::readNamed);
        });
    }

    private static List<ZkRequest> reads(List<String> names) {
        return names.stream().map(n -> ZkRequest.get(Znodes.CONFIG_CHANGES + "/" + n)).toList();
    }

    private void readNamed(List<ZkReply> notes) {
        this.notes.seen(notes);
        session.submit(this.notes.obsolete(), _ -> { });
        Set<ConfigEntity> entities = new LinkedHashSet<>();
        for (ZkReply note : notes) {
            if (!note.ok()) continue;
            try {
                entities.add(new ConfigEntity(ZnodeJson.decodeConfigChange(note.data())));
            } catch (ZnodeJson.BadZnode e) {
                LOG.error("{}", e.getMessage());
            }
        }
        read(entities, new CompletableFuture<>());
    }

    @Override
    public void renewed() {
        synchronized (loaded) {
            loaded.clear();
        }
        start().whenComplete((_, failure) -> {
            if (failure != null) LOG.warn("Configuration is to be read again: {}", failure.getMessage());
        });
    }
}
