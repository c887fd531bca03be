package io.odradek.engine.coordinator.group.classic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.wire.message.GroupMetadataKey;
import io.odradek.engine.wire.message.GroupMetadataValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A classic group as a record, both ways. Version 3 is what Kafka 2.3 and later write and read. */
final class ClassicRecords {
    private static final int VALUE_VERSION = 3;

    private ClassicRecords() {}

    /** The group as it is, with these assignments instead of the members' own; who is not in the map gets nothing. */
    static LogRecord group(ClassicGroup group, Map<String, byte[]> assignments) {
        List<GroupMetadataValue.MemberMetadata> members = new ArrayList<>();
        for (ClassicMember m : group.members()) {
            byte[] assignment = assignments.getOrDefault(m.memberId(), ClassicMember.NOTHING);
            members.add(new GroupMetadataValue.MemberMetadata().memberId(m.memberId())
                    .groupInstanceId(m.instanceId()).clientId(m.clientId()).clientHost(m.clientHost())
                    .rebalanceTimeout(m.rebalanceTimeoutMs).sessionTimeout(m.sessionTimeoutMs)
                    .subscription(Unpooled.wrappedBuffer(m.metadata(group.protocol())))
                    .assignment(Unpooled.wrappedBuffer(assignment)));
        }
        GroupMetadataValue value = new GroupMetadataValue().protocolType(group.protocolType())
                .generation(group.generation()).protocol(group.protocol()).leader(group.leader())
                .currentStateTimestamp(group.stateSinceMs()).members(members);
        return LogRecord.of(GroupMetadataKey.RECORD_TYPE, new GroupMetadataKey().group(group.groupId()), value,
                VALUE_VERSION);
    }

    static LogRecord tombstone(String groupId) {
        return LogRecord.tombstone(GroupMetadataKey.RECORD_TYPE, new GroupMetadataKey().group(groupId));
    }

    static ClassicGroup read(String groupId, GroupMetadataValue value, long nowMs) {
        ClassicGroup group = new ClassicGroup(groupId, nowMs);
        for (GroupMetadataValue.MemberMetadata m : value.members()) {
            int rebalanceMs = m.rebalanceTimeout() == -1 ? m.sessionTimeout() : m.rebalanceTimeout();
            ClassicMember member = new ClassicMember(m.memberId(), m.groupInstanceId(), m.clientId(), m.clientHost())
                    .timeouts(rebalanceMs, m.sessionTimeout())
                    .protocols(List.of(new ClassicMember.Protocol(value.protocol(), bytes(m.subscription()))));
            member.assignment = bytes(m.assignment());
            group.add(member, value.protocolType());
        }
        group.restore(value.protocolType(), value.protocol(), value.leader(), value.generation(),
                value.currentStateTimestamp());
        return group;
    }

    private static byte[] bytes(ByteBuf b) {
        return b == null ? ClassicMember.NOTHING : ByteBufUtil.getBytes(b);
    }
}
