package io.odradek.engine.controller;

import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.zk.ConfigWatch;
import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkReply.Code;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZkSession;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Dynamic configuration, read and written by any broker: in ZooKeeper mode whoever gets the request writes the
 * entity's znode and a
 * notification, which every broker follows. Two that alter the same entity at once: the later one wins, as with Kafka.
 * Safe on any thread; futures complete on the session's lane.
 */
public final class ConfigStore {
    private final ZkSession session;
    private final ConfigWatch watch;
    private final Metadata metadata;

    public ConfigStore(ZkSession session, ConfigWatch watch, Metadata metadata) {
        this.session = session;
        this.watch = watch;
        this.metadata = metadata;
    }

    /** Makes sure that the picture has these topics' overrides. */
    public CompletableFuture<Void> load(Collection<String> topics) {
        return watch.load(topics);
    }

    /** Reads these topics' overrides anew, as a broker of Kafka in ZooKeeper mode does whenever it is asked. */
    public CompletableFuture<Void> refresh(Collection<String> topics) {
        return watch.refresh(topics);
    }

    /** Replaces the entity's overrides; completes when they are written and stand in this broker's picture. */
    public CompletableFuture<ErrorCode> alter(ConfigEntity entity, Map<String, String> overrides) {
        CompletableFuture<ErrorCode> done = new CompletableFuture<>();
        Map<String, String> all = Map.copyOf(overrides);
        byte[] data = ZnodeJson.encodeConfig(all);
        session.submit(new ZkRequest.Put(Znodes.config(entity), data, ZkRequest.ANY), put -> {
            if (put.code() != Code.NO_NODE) written(put, entity, all, done);
            else create(entity, data, r -> written(r, entity, all, done));
        });
        return done;
    }

    /** Parents may be missing: a user's clients stand below the user. */
    private void create(ConfigEntity entity, byte[] data, Consumer<ZkReply> then) {
        List<ZkRequest> creates = new ArrayList<>();
        String path = Znodes.config(entity);
        for (int i = path.indexOf('/', 1); i > 0; i = path.indexOf('/', i + 1)) {
            creates.add(ZkRequest.create(path.substring(0, i), null));
        }
        creates.add(ZkRequest.create(path, data));
        session.submit(creates, replies -> then.accept(replies.getLast()));
    }

    private void written(ZkReply reply, ConfigEntity entity, Map<String, String> all,
            CompletableFuture<ErrorCode> done) {
        if (!reply.ok()) {
            done.complete(reply.code() == Code.SESSION_EXPIRED ? ErrorCode.REQUEST_TIMED_OUT
                    : ErrorCode.UNKNOWN_SERVER_ERROR);
            return;
        }
        session.submit(new ZkRequest.Create(Znodes.configChange(), ZnodeJson.encodeConfigChange(entity.path()),
                ZkRequest.Mode.PERSISTENT_SEQUENTIAL), _ -> {
            metadata.update(d -> d.config(entity, all));
            done.complete(ErrorCode.NONE);
        });
    }
}
