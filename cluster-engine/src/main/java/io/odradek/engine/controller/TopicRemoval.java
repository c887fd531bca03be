package io.odradek.engine.controller;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.DeleteTopicsRequest;
import io.odradek.engine.wire.message.DeleteTopicsRequest.DeleteTopicState;
import io.odradek.engine.wire.message.DeleteTopicsResponse;
import io.odradek.engine.wire.message.DeleteTopicsResponse.DeletableTopicResult;
import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkReply.Code;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.Znodes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * DeleteTopics, by name or by id (version 6): marks the topics under /admin/delete_topics; the rest is {@link
 * TopicDeletion}.
 */
final class TopicRemoval {
    private TopicRemoval() {}

    private static List<DeleteTopicState> asked(DeleteTopicsRequest q) {
        List<DeleteTopicState> all = new ArrayList<>(q.topics());
        q.topicNames().forEach(n -> all.add(new DeleteTopicState().name(n)));
        return all;
    }

    static void refuse(DeleteTopicsRequest q, DeleteTopicsResponse a, ErrorCode e) {
        a.responses(new ArrayList<>());
        asked(q).forEach(t -> a.responses().add(new DeletableTopicResult().name(t.name()).topicId(t.topicId())
                .errorCode(e.code())));
    }

    /** @param soon gets a future for each topic that is deleted as soon as brokers that are alive have done it */
    static Step apply(Turn turn, DeleteTopicsRequest q, DeleteTopicsResponse a, boolean enabled,
            Consumer<CompletableFuture<Void>> soon) {
        if (!enabled) {
            refuse(q, a, ErrorCode.TOPIC_DELETION_DISABLED);
            return Step.NONE;
        }
        Map<Topic, DeletableTopicResult> going = new LinkedHashMap<>();
        Set<Object> seen = new HashSet<>();
        for (DeleteTopicState s : asked(q)) {
            DeletableTopicResult r = new DeletableTopicResult().name(s.name()).topicId(s.topicId());
            a.responses().add(r);
            try {
                if (!seen.add(s.name() == null ? s.topicId() : s.name())) {
                    throw new Refusal(ErrorCode.INVALID_REQUEST, "Duplicate topic in request.");
                }
                Topic t = known(turn.ctx(), s);
                r.name(t.name()).topicId(t.id());
                going.put(t, r);
            } catch (Refusal e) {
                r.errorCode(e.code().code()).errorMessage(e.getMessage());
            }
        }
        List<ZkRequest> marks = new ArrayList<>();
        going.keySet().forEach(t -> marks.add(ZkRequest.create(Znodes.deleteTopic(t.name()), null)));
        return marks.isEmpty() ? Step.NONE : Step.of(marks, replies -> {
            List<Topic> marked = new ArrayList<>();
            int i = 0;
            for (Map.Entry<Topic, DeletableTopicResult> e : going.entrySet()) {
                ZkReply r = replies.get(i++);
                if (r.ok() || r.code() == Code.NODE_EXISTS) marked.add(e.getKey());
                else e.getValue().errorCode(ErrorCode.UNKNOWN_SERVER_ERROR.code());
            }
            marked.stream().filter(t -> nobodyIsDown(turn.ctx(), t)).map(Topic::gone).forEach(soon);
            TopicDeletion.start(turn, marked);
            return TopicDeletion.finish(turn, marked.stream().filter(t -> t.partitions().isEmpty()).toList());
        });
    }

    private static boolean nobodyIsDown(ControllerContext ctx, Topic t) {
        return t.partitions().stream().allMatch(p -> p.assignment().replicas().stream().allMatch(ctx::alive));
    }

    private static Topic known(ControllerContext ctx, DeleteTopicState s) {
        boolean byId = !s.topicId().equals(Uuid.ZERO);
        if (byId && s.name() != null) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "You may not specify both topic name and topic id.");
        }
        Topic t = byId ? ctx.topic(s.topicId()) : s.name() == null ? null : ctx.topic(s.name());
        // One that is being deleted is gone for clients.
        if (t != null && !t.deleting()) return t;
        throw byId ? new Refusal(ErrorCode.UNKNOWN_TOPIC_ID, "This server does not host this topic ID.")
                : new Refusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "This server does not host this topic-partition.");
    }
}
