package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupAdmin;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.ListGroupsRequest;
import io.odradek.engine.wire.message.ListGroupsResponse;

/**
 * ListGroups, versions 0 to 5: the groups this broker coordinates. 4: filter by state (KIP-518). 5: by type (KIP-848).
 */
public final class ListGroupsHandler implements Handler<ListGroupsRequest> {
    private final GroupAdmin groups;

    public ListGroupsHandler(GroupAdmin groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Exchange x, ListGroupsRequest q) {
        Answers.send(x, groups.list(q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, ListGroupsRequest q) {
        return new ListGroupsResponse().errorCode(error.code());
    }
}
