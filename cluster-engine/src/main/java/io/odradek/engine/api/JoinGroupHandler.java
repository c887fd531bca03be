package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.GroupCoordinator;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.JoinGroupRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;

/**
 * JoinGroup, versions 0 to 9: a member of a classic group joins; the answer leaves when the round's members are known.
 * 4: a new member must come back with the id it is given (KIP-394). 5: static members (KIP-345). 7: protocol type in
 * the answer (KIP-559). 8: the reason, for the log (KIP-800). 9: a leader may be told to keep the assignment (KIP-814).
 * Groups of the consumer protocol take classic members in, too (KIP-848).
 */
public final class JoinGroupHandler implements Handler<JoinGroupRequest> {
    private final GroupCoordinator groups;

    public JoinGroupHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Exchange x, JoinGroupRequest q) {
        Caller caller = new Caller(x.session().clientId(), "/" + x.session().clientHost(), x.version());
        Answers.send(x, groups.join(caller, q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, JoinGroupRequest q) {
        return new JoinGroupResponse().errorCode(error.code()).memberId(q.memberId()).protocolName("");
    }
}
