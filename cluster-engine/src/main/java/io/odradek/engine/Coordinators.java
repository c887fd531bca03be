package io.odradek.engine;

import io.odradek.engine.api.AddOffsetsToTxnHandler;
import io.odradek.engine.api.AddPartitionsToTxnHandler;
import io.odradek.engine.api.ConsumerGroupDescribeHandler;
import io.odradek.engine.api.ConsumerGroupHeartbeatHandler;
import io.odradek.engine.api.DeleteGroupsHandler;
import io.odradek.engine.api.DescribeGroupsHandler;
import io.odradek.engine.api.DescribeTransactionsHandler;
import io.odradek.engine.api.EndTxnHandler;
import io.odradek.engine.api.FindCoordinatorHandler;
import io.odradek.engine.api.HandlerTable;
import io.odradek.engine.api.Handlers;
import io.odradek.engine.api.HeartbeatHandler;
import io.odradek.engine.api.InitProducerIdHandler;
import io.odradek.engine.api.JoinGroupHandler;
import io.odradek.engine.api.LeaveGroupHandler;
import io.odradek.engine.api.ListGroupsHandler;
import io.odradek.engine.api.ListTransactionsHandler;
import io.odradek.engine.api.OffsetCommitHandler;
import io.odradek.engine.api.OffsetDeleteHandler;
import io.odradek.engine.api.OffsetFetchHandler;
import io.odradek.engine.api.StreamsGroupDescribeHandler;
import io.odradek.engine.api.StreamsGroupHeartbeatHandler;
import io.odradek.engine.api.StreamsGroupTopologyDescriptionUpdateHandler;
import io.odradek.engine.api.SyncGroupHandler;
import io.odradek.engine.api.TxnOffsetCommitHandler;
import io.odradek.engine.api.WriteTxnMarkersHandler;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.CoordinatorKeys;
import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.coordinator.Shards;
import io.odradek.engine.coordinator.group.GroupConfig;
import io.odradek.engine.coordinator.group.GroupCoordinator;
import io.odradek.engine.coordinator.group.GroupRecords;
import io.odradek.engine.coordinator.group.GroupShard;
import io.odradek.engine.coordinator.transaction.Enlistment;
import io.odradek.engine.coordinator.transaction.MarkerSender;
import io.odradek.engine.coordinator.transaction.TransactionConfig;
import io.odradek.engine.coordinator.transaction.TransactionCoordinator;
import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.metadata.ImageDelta;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import io.odradek.engine.net.ListenerAddress;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.PartitionListener;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.replica.Seams;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.message.ListGroupsRequest;
import io.odradek.engine.wire.message.ListTransactionsRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The coordinators of one broker: over its replicas of the internal topics, led here or not. */
final class Coordinators {
    private static final long LOOK_MS = 1_000;

    private final Replicas replicas;
    private final Seams seams;
    private final Metadata metadata;
    private final Handlers handlers;
    private final InternalTopics topics;
    private final GroupCoordinator groups;
    private final TransactionCoordinator transactions;
    private final Enlistment enlistment;

    /** To be made before the controller's first request, so that no election is missed. */
    Coordinators(Replicas replicas, Seams seams, Metadata metadata, Supplier<BrokerConfig> config, Handlers handlers) {
        this.replicas = replicas;
        this.seams = seams;
        this.metadata = metadata;
        this.handlers = handlers;
        this.topics = topics(metadata, config, handlers.creation()::create);
        CoordinatorLog log = new CoordinatorLog(replicas, seams.lanes(), seams.clock());
        Shards.World world = new Shards.World(log, seams.timers(), seams.clock());
        GroupConfig settings = new GroupConfig(config.get(),
                group -> metadata.current().config(ConfigEntity.group(group)));
        Shards<GroupShard> shards = new Shards<>(InternalTopics.OFFSETS, world, GroupRecords.codec(),
                c -> new GroupShard(c, settings, seams.rng(), metadata::current));
        groups = new GroupCoordinator(shards, topics, settings, handlers.creation()::createAsIs);
        MarkerSender markers = new MarkerSender(seams.peers(), log.lane(new TopicPartition("markers", 0)),
                metadata::current, ListenerAddress.interBroker(config.get()));
        transactions = new TransactionCoordinator(world, topics, new TransactionConfig(config.get()), markers,
                handlers.producerIds()::take);
        enlistment = new Enlistment(transactions, seams, metadata::current, config.get().brokerId(),
                ListenerAddress.interBroker(config.get()),
                () -> config.get().get(CoordinatorKeys.TRANSACTION_PARTITION_VERIFICATION_ENABLE));
        replicas.interest(this::listener);
        metadata.subscribe(this::changed);
    }

    /** Null where transactions are not to be asked about before they write. */
    Enlistment enlistment() {
        return enlistment;
    }

    private PartitionListener listener(TopicPartition name) {
        return switch (name.topic()) {
            case InternalTopics.OFFSETS -> new Leading(groups::elected, groups::resigned);
            case InternalTopics.TRANSACTIONS -> new Leading(transactions::elected, transactions::resigned);
            default -> null;
        };
    }

    private void changed(ImageDelta delta) {
        Set<String> gone = new TreeSet<>(delta.removedTopics());
        if (!gone.isEmpty()) groups.offsets().topicsDeleted(gone);
    }

    void addTo(HandlerTable.Builder table) {
        addGroups(table);
        table.add(ApiKey.INIT_PRODUCER_ID, new InitProducerIdHandler(handlers.producerIds(), transactions));
        table.add(ApiKey.ADD_PARTITIONS_TO_TXN, new AddPartitionsToTxnHandler(transactions, metadata));
        table.add(ApiKey.ADD_OFFSETS_TO_TXN, new AddOffsetsToTxnHandler(transactions));
        table.add(ApiKey.TXN_OFFSET_COMMIT, new TxnOffsetCommitHandler(groups, metadata, replicas,
                enlistment));
        table.add(ApiKey.END_TXN, new EndTxnHandler(transactions));
        table.add(ApiKey.WRITE_TXN_MARKERS, new WriteTxnMarkersHandler(replicas, groups.offsets(), seams.clock()));
        table.add(ApiKey.DESCRIBE_TRANSACTIONS, new DescribeTransactionsHandler(transactions.admin(seams.clock())));
        table.add(ApiKey.LIST_TRANSACTIONS, new ListTransactionsHandler(transactions.admin(seams.clock())));
    }

    private void addGroups(HandlerTable.Builder table) {
        table.add(ApiKey.FIND_COORDINATOR, new FindCoordinatorHandler(metadata, topics));
        table.add(ApiKey.JOIN_GROUP, new JoinGroupHandler(groups));
        table.add(ApiKey.SYNC_GROUP, new SyncGroupHandler(groups));
        table.add(ApiKey.HEARTBEAT, new HeartbeatHandler(groups));
        table.add(ApiKey.LEAVE_GROUP, new LeaveGroupHandler(groups));
        table.add(ApiKey.CONSUMER_GROUP_HEARTBEAT, new ConsumerGroupHeartbeatHandler(groups, metadata));
        table.add(ApiKey.CONSUMER_GROUP_DESCRIBE, new ConsumerGroupDescribeHandler(groups.admin()));
        table.add(ApiKey.STREAMS_GROUP_HEARTBEAT, new StreamsGroupHeartbeatHandler(groups, metadata));
        table.add(ApiKey.STREAMS_GROUP_DESCRIBE, new StreamsGroupDescribeHandler(groups.admin()));
        table.add(ApiKey.STREAMS_GROUP_TOPOLOGY_DESCRIPTION_UPDATE,
                new StreamsGroupTopologyDescriptionUpdateHandler(groups));
        table.add(ApiKey.DESCRIBE_GROUPS, new DescribeGroupsHandler(groups.admin()));
        table.add(ApiKey.LIST_GROUPS, new ListGroupsHandler(groups.admin()));
        table.add(ApiKey.DELETE_GROUPS, new DeleteGroupsHandler(groups.admin()));
        table.add(ApiKey.OFFSET_COMMIT, new OffsetCommitHandler(groups.offsets(), metadata));
        table.add(ApiKey.OFFSET_FETCH, new OffsetFetchHandler(groups.offsets()));
        table.add(ApiKey.OFFSET_DELETE, new OffsetDeleteHandler(groups.offsets(), metadata));
    }

    /** Groups and transactional ids by state, as their shards have them now. Blocks a while; never on a lane. */
    void look(Meters.Look into) {
        Map<List<String>, Integer> byState = new HashMap<>();
        answer(groups.admin().list(new ListGroupsRequest())).ifPresent(r -> r.groups().forEach(g ->
                byState.merge(List.of(g.groupType(), g.groupState()), 1, Integer::sum)));
        byState.forEach((key, count) -> into.add(Meter.COORDINATOR_GROUPS, count, key.get(0), key.get(1)));
        Map<String, Integer> transactional = new HashMap<>();
        answer(transactions.admin(seams.clock()).list(new ListTransactionsRequest())).ifPresent(r ->
                r.transactionStates().forEach(t -> transactional.merge(t.transactionState(), 1, Integer::sum)));
        transactional.forEach((state, count) -> into.add(Meter.COORDINATOR_TRANSACTIONS, count, state));
        into.add(Meter.COORDINATOR_LOADING, groups.loading() ? 1 : 0);
    }

    private static <T> Optional<T> answer(CompletableFuture<T> asked) {
        try {
            return Optional.of(asked.get(LOOK_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
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
