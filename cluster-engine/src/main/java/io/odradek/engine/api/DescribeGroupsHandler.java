package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupAdmin;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.DescribeGroupsRequest;
import io.odradek.engine.wire.message.DescribeGroupsResponse;

/**
 * DescribeGroups, versions 0 to 6: classic groups and their members. 3: permitted operations. 4: instance ids.
 * 6: a group that is not there is GROUP_ID_NOT_FOUND (KIP-1043); before, it is a group in state Dead.
 */
public final class DescribeGroupsHandler implements Handler<DescribeGroupsRequest> {
    private final GroupAdmin groups;

    public DescribeGroupsHandler(GroupAdmin groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Exchange x, DescribeGroupsRequest q) {
        Answers.send(x, groups.describe(q, x.version()), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, DescribeGroupsRequest q) {
        DescribeGroupsResponse all = new DescribeGroupsResponse();
        q.groups().forEach(g -> all.groups().add(
                new DescribeGroupsResponse.DescribedGroup().groupId(g).errorCode(error.code())));
        return all;
    }
}
