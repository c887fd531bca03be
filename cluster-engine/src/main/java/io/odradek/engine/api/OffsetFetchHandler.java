package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupOffsets;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.OffsetFetchRequest;
import io.odradek.engine.wire.message.OffsetFetchResponse;

/**
 * OffsetFetch, versions 1 to 10: committed offsets, of some partitions or all. 2: error at the top. 5: leader epochs
 * (KIP-320). 7: offsets of undecided transactions may be refused (KIP-447). 8: several groups (KIP-709). 9: the
 * member's epoch is checked (KIP-848). 10: topic ids (KIP-848).
 */
public final class OffsetFetchHandler implements Handler<OffsetFetchRequest> {
    private final GroupOffsets offsets;

    public OffsetFetchHandler(GroupOffsets offsets) {
        this.offsets = offsets;
    }

    @Override
    public void handle(Exchange x, OffsetFetchRequest q) {
        Answers.send(x, offsets.fetch(q, x.version()), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, OffsetFetchRequest q) {
        OffsetFetchResponse all = new OffsetFetchResponse().errorCode(error.code());
        q.groups().forEach(g -> all.groups().add(new OffsetFetchResponse.OffsetFetchResponseGroup()
                .groupId(g.groupId()).errorCode(error.code())));
        return all;
    }
}
