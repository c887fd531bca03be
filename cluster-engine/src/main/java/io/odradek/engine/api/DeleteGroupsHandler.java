package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupAdmin;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.DeleteGroupsRequest;
import io.odradek.engine.wire.message.DeleteGroupsResponse;

/**
 * DeleteGroups, versions 0 to 3: empty groups go, with their offsets. 3: says why not (KIP-1331).
 */
public final class DeleteGroupsHandler implements Handler<DeleteGroupsRequest> {
    private final GroupAdmin groups;

    public DeleteGroupsHandler(GroupAdmin groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Exchange x, DeleteGroupsRequest q) {
        Answers.send(x, groups.delete(q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, DeleteGroupsRequest q) {
        DeleteGroupsResponse all = new DeleteGroupsResponse();
        q.groupsNames().forEach(g -> all.results().add(
                new DeleteGroupsResponse.DeletableGroupResult().groupId(g).errorCode(error.code())));
        return all;
    }
}
