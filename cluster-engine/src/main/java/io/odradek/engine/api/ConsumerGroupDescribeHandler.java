package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupAdmin;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.ConsumerGroupDescribeRequest;
import io.odradek.engine.wire.message.ConsumerGroupDescribeResponse;

/** ConsumerGroupDescribe, versions 0 and 1 (KIP-848): groups, members, epochs, assignments. 1: the member's type. */
public final class ConsumerGroupDescribeHandler implements Handler<ConsumerGroupDescribeRequest> {
    private final GroupAdmin groups;

    public ConsumerGroupDescribeHandler(GroupAdmin groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Exchange x, ConsumerGroupDescribeRequest q) {
        Answers.send(x, groups.describe(q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, ConsumerGroupDescribeRequest q) {
        ConsumerGroupDescribeResponse all = new ConsumerGroupDescribeResponse();
        q.groupIds().forEach(g -> all.groups().add(
                new ConsumerGroupDescribeResponse.DescribedGroup().groupId(g).errorCode(error.code())));
        return all;
    }
}
