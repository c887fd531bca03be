package io.odradek.engine.zk;

import io.odradek.engine.zk.ZkReply.Code;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What a broker does in ZooKeeper before all else: the persistent paths, and the cluster's id. */
public final class ClusterRoots {
    private ClusterRoots() {}

    /**
     * Makes what is missing of Kafka's persistent paths and reads the cluster's id, or writes {@code newClusterId}
     * where there is
     * none; whoever writes first wins. Completes on the session's lane with the id, or fails with {@link
     * IllegalStateException}
     * when the session ended or ZooKeeper refuses.
     */
    public static CompletableFuture<String> make(ZkSession session, String newClusterId) {
        CompletableFuture<String> id = new CompletableFuture<>();
        List<ZkRequest> requests = new ArrayList<>();
        Stream.concat(Znodes.PERSISTENT.stream(), Stream.of(Znodes.CLUSTER))
                .forEach(path -> requests.add(ZkRequest.create(path, null)));
        session.submit(requests, replies -> {
            for (ZkReply r : replies) {
                if (r.code() != Code.OK && r.code() != Code.NODE_EXISTS) {
                    id.completeExceptionally(new IllegalStateException("ZooKeeper refuses to make " + r.path() + ": "
                            + r.code() + (r.code() == Code.NO_AUTH ? "; correct " + Identity.WAYS : "")));
                    return;
                }
            }
            readOrWrite(session, newClusterId, id);
        });
        return id;
    }

    private static void readOrWrite(ZkSession session, String newClusterId, CompletableFuture<String> id) {
        session.submit(ZkRequest.get(Znodes.CLUSTER_ID), read -> {
            if (read.ok()) {
                id.complete(ZnodeJson.decodeClusterId(read.data()));
            } else if (read.code() != Code.NO_NODE) {
                id.completeExceptionally(new IllegalStateException("the cluster's id cannot be read: " + read.code()));
            } else {
                session.submit(ZkRequest.create(Znodes.CLUSTER_ID, ZnodeJson.encodeClusterId(newClusterId)),
                        _ -> readOrWrite(session, newClusterId, id));
            }
        });
    }
}
