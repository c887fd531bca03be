package io.odradek.engine.controller;

import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkReply.Code;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZkSession;
import io.odradek.engine.zk.Znodes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Carries steps out, one behind the other. Every write is a transaction with a check of the controller epoch znode's
 * version, as
 * Kafka does it, so that a controller which was replaced changes nothing.
 */
final class StepRunner {
    private final ZkSession session;
    private final int epochVersion;

    /** How an event ended. */
    enum End { DONE, FENCED, SESSION_LOST }

    /** Writes while /controller_epoch has this version. */
    StepRunner(ZkSession session, int epochVersion) {
        this.session = session;
        this.epochVersion = epochVersion;
    }

    void run(Step step, Consumer<End> end) {
        if (step == null) {
            end.accept(End.DONE);
            return;
        }
        if (step.requests().isEmpty()) {
            run(step.then().apply(List.of()), end);
            return;
        }
        session.submit(step.requests().stream().map(this::fenced).toList(), replies -> {
            ZkReply[] plain = new ZkReply[replies.size()];
            for (int i = 0; i < plain.length; i++) {
                ZkReply r = replies.get(i);
                if (r.code() == Code.SESSION_EXPIRED) {
                    end.accept(End.SESSION_LOST);
                    return;
                }
                if (!isRead(step.requests().get(i)) && !r.parts().isEmpty() && replaced(r.parts().getFirst())) {
                    end.accept(End.FENCED);
                    return;
                }
                plain[i] = isRead(step.requests().get(i)) ? r : unwrap(step.requests().get(i), r);
            }
            readBack(step, plain, end);
        });
    }

    private static boolean replaced(ZkReply check) {
        return check.code() == Code.BAD_VERSION || check.code() == Code.NO_NODE;
    }

    private static boolean isRead(ZkRequest r) {
        return switch (r) {
            case ZkRequest.Get _, ZkRequest.Children _, ZkRequest.Exists _ -> true;
            default -> false;
        };
    }

    private ZkRequest fenced(ZkRequest r) {
        if (isRead(r)) return r;
        List<ZkRequest> parts = new ArrayList<>();
        parts.add(new ZkRequest.Check(Znodes.CONTROLLER_EPOCH, epochVersion));
        if (r instanceof ZkRequest.Multi m) parts.addAll(m.parts());
        else parts.add(r);
        return new ZkRequest.Multi(parts);
    }

    /** The reply as if there had been no check; a multi's code is that of the part which failed. */
    private static ZkReply unwrap(ZkRequest request, ZkReply r) {
        if (r.parts().isEmpty()) return r;
        List<ZkReply> parts = r.parts().subList(1, r.parts().size());
        Code code = parts.stream().map(ZkReply::code).filter(c -> c != Code.OK && c != Code.ROLLED_BACK).findFirst()
                .orElse(r.code());
        ZkReply only = parts.getFirst();
        return request instanceof ZkRequest.Multi ? new ZkReply(code, r.path(), null, null, null, parts, r.retried())
                : new ZkReply(code, only.path(), null, only.stat(), null, List.of(), r.retried());
    }

    /**
     * A write that was sent twice because the connection broke may have failed only because its first try succeeded:
     * look.
     */
    private void readBack(Step step, ZkReply[] replies, Consumer<End> end) {
        List<Integer> doubtful = new ArrayList<>();
        List<ZkRequest> reads = new ArrayList<>();
        for (int i = 0; i < replies.length; i++) {
            ZkRequest r = step.requests().get(i);
            if (!replies[i].retried() || replies[i].ok() || isRead(r)) continue;
            doubtful.add(i);
            writes(r).forEach(w -> reads.add(ZkRequest.get(w.path())));
        }
        if (doubtful.isEmpty()) {
            run(step.then().apply(Arrays.asList(replies)), end);
            return;
        }
        session.submit(reads, found -> {
            int at = 0;
            for (int i : doubtful) {
                List<ZkRequest> writes = writes(step.requests().get(i));
                List<ZkReply> parts = found.subList(at, at + writes.size());
                at += writes.size();
                if (carriedOut(writes, parts)) replies[i] = asWritten(step.requests().get(i), parts);
            }
            run(step.then().apply(Arrays.asList(replies)), end);
        });
    }

    private static List<ZkRequest> writes(ZkRequest r) {
        return r instanceof ZkRequest.Multi m ? m.parts() : List.of(r);
    }

    private static boolean carriedOut(List<ZkRequest> writes, List<ZkReply> found) {
        for (int i = 0; i < writes.size(); i++) {
            ZkReply f = found.get(i);
            boolean same = switch (writes.get(i)) {
                case ZkRequest.Create c -> f.ok() && same(c.data(), f.data());
                case ZkRequest.Put p -> f.ok() && same(p.data(), f.data());
                case ZkRequest.Delete _ -> f.code() == Code.NO_NODE;
                default -> true;
            };
            if (!same) return false;
        }
        return true;
    }

    private static boolean same(byte[] a, byte[] b) {
        return Arrays.equals(a == null ? new byte[0] : a, b == null ? new byte[0] : b);
    }

    private static ZkReply asWritten(ZkRequest r, List<ZkReply> found) {
        List<ZkReply> parts = found.stream()
                .map(f -> new ZkReply(Code.OK, f.path(), null, f.stat(), null, List.of(), true)).toList();
        return r instanceof ZkRequest.Multi ? new ZkReply(Code.OK, r.path(), null, null, null, parts, true)
                : parts.getFirst();
    }
}
