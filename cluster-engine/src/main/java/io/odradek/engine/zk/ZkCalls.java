package io.odradek.engine.zk;

import io.odradek.engine.zk.ZkReply.Code;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Our requests in the words of ZooKeeper's client. A lost connection is answered with null. */
final class ZkCalls {
    private static final List<ACL> SECURE = secureAcls();

    private ZkCalls() {}

    private static List<ACL> secureAcls() {
        List<ACL> all = new ArrayList<>(ZooDefs.Ids.CREATOR_ALL_ACL);
        all.addAll(ZooDefs.Ids.READ_ACL_UNSAFE);
        // Not List.copyOf: ZooKeeper's client asks whether null is in it.
        return Collections.unmodifiableList(all);
    }

    static List<ACL> acls(boolean secure, String path) {
        if (!secure || path.startsWith(Znodes.CONSUMERS)) return ZooDefs.Ids.OPEN_ACL_UNSAFE;
        return Znodes.sensitive(path) ? ZooDefs.Ids.CREATOR_ALL_ACL : SECURE;
    }

    static void send(ZooKeeper zk, boolean secure, ZkRequest request, boolean retried, Consumer<ZkReply> answer) {
        switch (request) {
            case ZkRequest.Create r -> zk.create(r.path(), r.data(), acls(secure, r.path()), mode(r.mode()),
                    (rc, path, _, name, stat) -> answer.accept(reply(rc, name == null ? path : name, null, stat, null,
                            retried)), null);
            case ZkRequest.Put r -> zk.setData(r.path(), r.data(), r.expectedVersion(),
                    (rc, path, _, stat) -> answer.accept(reply(rc, path, null, stat, null, retried)), null);
            case ZkRequest.Delete r -> zk.delete(r.path(), r.expectedVersion(),
                    (rc, path, _) -> answer.accept(reply(rc, path, null, null, null, retried)), null);
            case ZkRequest.Get r -> zk.getData(r.path(), r.watch(),
                    (rc, path, _, data, stat) -> answer.accept(reply(rc, path, data, stat, null, retried)), null);
            case ZkRequest.Children r -> zk.getChildren(r.path(), r.watch(),
                    (rc, path, _, names, stat) -> answer.accept(reply(rc, path, null, stat, names, retried)), null);
            case ZkRequest.Exists r -> zk.exists(r.path(), r.watch(),
                    (rc, path, _, stat) -> answer.accept(reply(rc, path, null, stat, null, retried)), null);
            case ZkRequest.Multi r -> zk.multi(ops(secure, r),
                    (rc, _, _, results) -> answer.accept(multi(rc, r, results, retried)), null);
            case ZkRequest.Check _ -> throw new IllegalArgumentException("a check stands only inside a multi");
        }
    }

    private static List<Op> ops(boolean secure, ZkRequest.Multi multi) {
        List<Op> ops = new ArrayList<>();
        for (ZkRequest part : multi.parts()) {
            ops.add(switch (part) {
                case ZkRequest.Create r -> Op.create(r.path(), r.data(), acls(secure, r.path()), mode(r.mode()));
                case ZkRequest.Put r -> Op.setData(r.path(), r.data(), r.expectedVersion());
                case ZkRequest.Delete r -> Op.delete(r.path(), r.expectedVersion());
                case ZkRequest.Check r -> Op.check(r.path(), r.expectedVersion());
                default -> throw new IllegalArgumentException("not a part of a multi: " + part);
            });
        }
        return ops;
    }

    private static ZkReply multi(int rc, ZkRequest.Multi request, List<OpResult> results, boolean retried) {
        if (rc == KeeperException.Code.CONNECTIONLOSS.intValue()) return null;
        if (results == null) return reply(rc, request.path(), null, null, null, retried);
        List<ZkReply> parts = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            String path = request.parts().get(i).path();
            parts.add(switch (results.get(i)) {
                case OpResult.ErrorResult e -> reply(e.getErr(), path, null, null, null, retried);
                case OpResult.CreateResult c -> reply(0, c.getPath(), null, c.getStat(), null, retried);
                case OpResult.SetDataResult s -> reply(0, path, null, s.getStat(), null, retried);
                default -> reply(0, path, null, null, null, retried);
            });
        }
        return new ZkReply(code(rc), request.path(), null, null, null, parts, retried);
    }

    private static ZkReply reply(int rc, String path, byte[] data, Stat stat, List<String> children, boolean retried) {
        if (rc == KeeperException.Code.CONNECTIONLOSS.intValue()) return null;
        ZkReply.Stat s = stat == null ? null
                : new ZkReply.Stat(stat.getCzxid(), stat.getMzxid(), stat.getVersion(), stat.getEphemeralOwner(),
                        stat.getCtime());
        return new ZkReply(code(rc), path, data, s, children, List.of(), retried);
    }

    private static Code code(int rc) {
        KeeperException.Code code = KeeperException.Code.get(rc);
        if (code == null) return Code.OTHER;
        return switch (code) {
            case OK -> Code.OK;
            case NONODE -> Code.NO_NODE;
            case NODEEXISTS -> Code.NODE_EXISTS;
            case BADVERSION -> Code.BAD_VERSION;
            case NOTEMPTY -> Code.NOT_EMPTY;
            case SESSIONEXPIRED, SESSIONMOVED -> Code.SESSION_EXPIRED;
            case NOAUTH, AUTHFAILED -> Code.NO_AUTH;
            case RUNTIMEINCONSISTENCY -> Code.ROLLED_BACK;
            default -> Code.OTHER;
        };
    }

    private static CreateMode mode(ZkRequest.Mode mode) {
        return switch (mode) {
            case PERSISTENT -> CreateMode.PERSISTENT;
            case PERSISTENT_SEQUENTIAL -> CreateMode.PERSISTENT_SEQUENTIAL;
            case EPHEMERAL -> CreateMode.EPHEMERAL;
        };
    }

    /** Null for events that are no change of a znode. */
    static ZkSession.Change change(Watcher.Event.EventType type) {
        return switch (type) {
            case NodeCreated -> ZkSession.Change.CREATED;
            case NodeDeleted -> ZkSession.Change.DELETED;
            case NodeDataChanged -> ZkSession.Change.DATA;
            case NodeChildrenChanged -> ZkSession.Change.CHILDREN;
            default -> null;
        };
    }
}
