package io.odradek.engine;

import io.odradek.engine.api.ConsumerGroupDescribeHandler;
import io.odradek.engine.api.ConsumerGroupHeartbeatHandler;
import io.odradek.engine.api.DeleteGroupsHandler;
import io.odradek.engine.api.DescribeGroupsHandler;
import io.odradek.engine.api.FindCoordinatorHandler;
import io.odradek.engine.api.HandlerTable;
import io.odradek.engine.api.HeartbeatHandler;
import io.odradek.engine.api.JoinGroupHandler;
import io.odradek.engine.api.LeaveGroupHandler;
import io.odradek.engine.api.ListGroupsHandler;
import io.odradek.engine.api.OffsetCommitHandler;
import io.odradek.engine.api.OffsetDeleteHandler;
import io.odradek.engine.api.OffsetFetchHandler;
import io.odradek.engine.api.SyncGroupHandler;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.CoordinatorKeys;
import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.coordinator.Shards;
import io.odradek.engine.coordinator.group.GroupConfig;
import io.odradek.engine.coordinator.group.GroupCoordinator;
import io.odradek.engine.coordinator.group.GroupRecords;
import io.odradek.engine.coordinator.group.GroupShard;
import io.odradek.engine.metadata.ImageDelta;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.PartitionListener;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.replica.Seams;
import io.odradek.engine.wire.ApiKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The coordinators of one broker: over its replicas of the internal topics, led here or not. */
final class Coordinators {
    private final Metadata metadata;
    private final GroupCoordinator groups;
    private final InternalTopics topics;

    /** @param create asks the controller for topics, does not wait */
    Coordinators(Replicas replicas, Seams seams, Metadata metadata, Supplier<BrokerConfig> config,
                 Consumer<Collection<String>> create) {
        this.metadata = metadata;
        this.topics = topics(metadata, config, create);
        CoordinatorLog log = new CoordinatorLog(replicas, seams.lanes(), seams.clock());
        Shards.World world = new Shards.World(log, seams.timers(), seams.clock());
        GroupConfig settings = new GroupConfig(config.get());
        Shards<GroupShard> shards = new Shards<>(InternalTopics.OFFSETS, world, GroupRecords.codec(),
                c -> new GroupShard(c, settings, seams.rng(), metadata::current));
        groups = new GroupCoordinator(shards, topics, settings);
        replicas.interest(this::listener);
        metadata.subscribe(this::changed);
    }

    private PartitionListener listener(TopicPartition name) {
        return name.topic().equals(InternalTopics.OFFSETS)
                ? new Leading(groups::elected, groups::resigned) : null;
    }

    private void changed(ImageDelta delta) {
        Set<String> gone = new TreeSet<>(delta.removedTopics());
        if (!gone.isEmpty()) groups.offsets().topicsDeleted(gone);
    }

    void addTo(HandlerTable.Builder table) {
        table.add(ApiKey.FIND_COORDINATOR, new FindCoordinatorHandler(metadata, topics));
        table.add(ApiKey.JOIN_GROUP, new JoinGroupHandler(groups));
        table.add(ApiKey.SYNC_GROUP, new SyncGroupHandler(groups));
        table.add(ApiKey.HEARTBEAT, new HeartbeatHandler(groups));
        table.add(ApiKey.LEAVE_GROUP, new LeaveGroupHandler(groups));
        table.add(ApiKey.CONSUMER_GROUP_HEARTBEAT, new ConsumerGroupHeartbeatHandler(groups));
        table.add(ApiKey.CONSUMER_GROUP_DESCRIBE, new ConsumerGroupDescribeHandler(groups.admin()));
        table.add(ApiKey.DESCRIBE_GROUPS, new DescribeGroupsHandler(groups.admin()));
        table.add(ApiKey.LIST_GROUPS, new ListGroupsHandler(groups.admin()));
        table.add(ApiKey.DELETE_GROUPS, new DeleteGroupsHandler(groups.admin()));
        table.add(ApiKey.OFFSET_COMMIT, new OffsetCommitHandler(groups.offsets(), metadata));
        table.add(ApiKey.OFFSET_FETCH, new OffsetFetchHandler(groups.offsets()));
        table.add(ApiKey.OFFSET_DELETE, new OffsetDeleteHandler(groups.offsets()));
    }

    private static InternalTopics topics(Metadata metadata, Supplier<BrokerConfig> config,
                                         Consumer<Collection<String>> create) {
        return new InternalTopics() {
            @Override
            public int partitions(String topic) {
                TopicImage known = metadata.current().topic(topic);
                if (known != null && known.partitionCount() > 0) return known.partitionCount();
                return config.get().get(topic.equals(OFFSETS) ? CoordinatorKeys.OFFSETS_TOPIC_NUM_PARTITIONS
                        : CoordinatorKeys.TRANSACTION_STATE_LOG_NUM_PARTITIONS);
            }

            @Override
            public void ensure(String topic) {
                create.accept(List.of(topic));
            }
        };
    }

    /** Hands elections and resignations of one internal partition on. */
    private record Leading(Elected elected, java.util.function.IntConsumer resigned) implements PartitionListener {
        interface Elected {
            void accept(int partition, int leaderEpoch);
        }

        @Override
        public void becameLeader(Partition partition, int leaderEpoch) {
            elected.accept(partition.name().partition(), leaderEpoch);
        }

        @Override
        public void becameFollower(Partition partition, int leaderEpoch) {
            resigned.accept(partition.name().partition());
        }

        @Override
        public void stopped(Partition partition) {
            resigned.accept(partition.name().partition());
        }
    }
}
