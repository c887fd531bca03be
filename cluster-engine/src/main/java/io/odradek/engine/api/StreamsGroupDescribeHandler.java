package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupAdmin;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.StreamsGroupDescribeRequest;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse;
import java.util.ArrayList;

/**
 * StreamsGroupDescribe, versions 0 and 1 (KIP-1071): members, their tasks and the topology. 1: the topology's
 * description where it was asked for (KIP-1331).
 */
public final class StreamsGroupDescribeHandler implements Handler<StreamsGroupDescribeRequest> {
    private final GroupAdmin groups;

    public StreamsGroupDescribeHandler(GroupAdmin groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Exchange x, StreamsGroupDescribeRequest q) {
        Answers.send(x, groups.describe(q, x.version()), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, StreamsGroupDescribeRequest q) {
        return new StreamsGroupDescribeResponse().groups(new ArrayList<>(q.groupIds().stream().map(id ->
                new StreamsGroupDescribeResponse.DescribedGroup().groupId(id).errorCode(error.code())).toList()));
    }
}
