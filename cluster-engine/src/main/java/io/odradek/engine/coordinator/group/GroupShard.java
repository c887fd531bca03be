package io.odradek.engine.coordinator.group;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.Shard;
import io.odradek.engine.coordinator.ShardContext;
import io.odradek.engine.coordinator.group.classic.ClassicGroup;
import io.odradek.engine.coordinator.group.classic.ClassicGroups;
import io.odradek.engine.coordinator.group.consumer.ConsumerGroups;
import io.odradek.engine.coordinator.group.offset.OffsetFetches;
import io.odradek.engine.coordinator.group.offset.OffsetRequests;
import io.odradek.engine.coordinator.group.offset.Offsets;
import io.odradek.engine.coordinator.group.streams.StreamsGroups;
import io.odradek.engine.env.Rng;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatRequest;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatResponse;
import io.odradek.engine.wire.message.GroupMetadataKey;
import io.odradek.engine.wire.message.GroupMetadataValue;
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.HeartbeatResponse;
import io.odradek.engine.wire.message.JoinGroupRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.LeaveGroupRequest;
import io.odradek.engine.wire.message.LeaveGroupResponse;
import io.odradek.engine.wire.message.OffsetCommitKey;
import io.odradek.engine.wire.message.OffsetCommitValue;
import io.odradek.engine.wire.message.SyncGroupRequest;
import io.odradek.engine.wire.message.SyncGroupResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All groups and offsets of one partition of {@code __consumer_offsets}. Lane of that partition only. */
public final class GroupShard implements Shard {
    private final GroupWorld world;
    private final Offsets offsets = new Offsets();
    private final ClassicGroups classic;
    private final ConsumerGroups consumers;
    private final StreamsGroups streams;
    private final OffsetRequests commits;
    private final OffsetFetches fetches;

    public GroupShard(ShardContext context, GroupConfig config, Rng rng, Supplier<ClusterImage> image) {
        world = new GroupWorld(config, context, new Groups(), rng, image);
        classic = new ClassicGroups(world);
        consumers = new ConsumerGroups(world, classic);
        streams = new StreamsGroups(world);
        commits = new OffsetRequests(world, offsets, classic::create);
        fetches = new OffsetFetches(world.groups(), offsets, image);
    }

    @Override
    public void replay(long offset, long producerId, short producerEpoch, LogRecord record) {
        switch (record.key()) {
            case OffsetCommitKey k -> {
                offsets.replay(offset, producerId, k, (OffsetCommitValue) record.value());
                if (record.value() != null && world.groups().get(k.group()) == null) classic.create(k.group());
            }
            case GroupMetadataKey k -> classic.replay(k.group(), (GroupMetadataValue) record.value());
            default -> {
                if (!consumers.replay(record)) streams.replay(record);
            }
        }
    }

    @Override
    public void replayMarker(long producerId, short producerEpoch, boolean committed) {
        offsets.replayMarker(producerId, committed);
    }

    @Override
    public void loaded() {
        classic.loaded();
        consumers.loaded();
        streams.loaded();
        expireLater();
    }

    @Override
    public void unloaded() {
        classic.unloaded();
    }

    private void expireLater() {
        GroupTimer name = new GroupTimer(GroupTimer.Kind.OFFSETS, "", "");
        world.timers().schedule(name, world.config().offsetsRetentionCheckMs(), () -> {
            expireLater();
            return commits.expire();
        });
    }

    Outcome<ConsumerGroupHeartbeatResponse> heartbeat(Caller caller, ConsumerGroupHeartbeatRequest q) {
        return consumers.heartbeat(caller, q);
    }

    Outcome<JoinGroupResponse> join(Caller caller, JoinGroupRequest q) {
        Outcome<JoinGroupResponse> mixed = consumers.join(caller, q);
        if (mixed != null) return mixed;
        List<LogRecord> end = new ArrayList<>();
        if (q.memberId().isEmpty()) {
            end.addAll(consumers.giveWay(q.groupId()));
            end.addAll(streams.giveWay(q.groupId()));
        }
        Outcome<JoinGroupResponse> joined = classic.join(caller, q);
        return end.isEmpty() ? joined : new Outcome<>(end, null, joined.later(), true, null);
    }

    Outcome<SyncGroupResponse> sync(SyncGroupRequest q) {
        Outcome<SyncGroupResponse> mixed = consumers.sync(q);
        return mixed != null ? mixed : classic.sync(q);
    }

    Outcome<HeartbeatResponse> heartbeat(HeartbeatRequest q) {
        Outcome<HeartbeatResponse> mixed = consumers.heartbeat(q);
        return mixed != null ? mixed : classic.heartbeat(q);
    }

    Outcome<LeaveGroupResponse> leave(String groupId, List<LeaveGroupRequest.MemberIdentity> who) {
        Outcome<LeaveGroupResponse> mixed = consumers.leave(groupId, who);
        return mixed != null ? mixed : classic.leave(groupId, who);
    }

    StreamsGroups streams() {
        return streams;
    }

    ConsumerGroups consumers() {
        return consumers;
    }

    public OffsetRequests commits() {
        return commits;
    }

    public OffsetFetches fetches() {
        return fetches;
    }

    public Offsets offsets() {
        return offsets;
    }

    public GroupWorld world() {
        return world;
    }

    public List<Group> groups() {
        return List.copyOf(world.groups().all());
    }

    /** Deletes an empty group with its offsets, or throws. */
    public Outcome<Void> delete(String groupId) {
        Group group = world.groups().get(groupId);
        if (group == null) throw new CoordinatorException(io.odradek.engine.wire.ErrorCode.GROUP_ID_NOT_FOUND);
        group.validateDelete();
        List<LogRecord> records = new ArrayList<>(offsets.tombstones(groupId));
        List<LogRecord> end = group.tombstones();
        records.addAll(end);
        if (end.isEmpty()) world.groups().remove(group);
        if (group instanceof ClassicGroup c) classic.kill(c);
        return Outcome.of(records);
    }

    /** Forgets what was committed for topics that are gone. */
    public Outcome<Void> topicsDeleted(java.util.Set<String> names) {
        return Outcome.of(offsets.tombstonesOf(names::contains));
    }
}
