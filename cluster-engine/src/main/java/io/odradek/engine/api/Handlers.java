package io.odradek.engine.api;

import io.odradek.engine.coordinator.transaction.Enlistment;
import io.odradek.engine.env.Lane;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ApiKey;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The handlers of this room, put into a broker's table. What is not added is neither served nor advertised. */
public final class Handlers {
    private static final int OLDEST_PRODUCE_ADVERTISED = 0;

    private final Parts parts;
    private final LongSupplier brokerEpoch;
    private final TopicCreation creation;
    private final ProducerIds producerIds;
    private final Patience patience;

    /** @param brokerEpoch the czxid of our registration, -1 while there is none */
    public Handlers(Parts parts, LongSupplier brokerEpoch) {
        this.parts = parts;
        this.brokerEpoch = brokerEpoch;
        this.producerIds = new ProducerIds(parts.replicas().controller(), parts.replicas().brokerId(), brokerEpoch);
        Lane lane = parts.replicas().lane(new TopicPartition("topic creation", 0));
        this.creation = new TopicCreation(parts.replicas().controller(), parts.config(), lane);
        this.patience = new Patience(parts.metadata(), parts.timers());
    }

    /** The producer ids of this broker, for idempotent and for transactional producers. */
    public ProducerIds producerIds() {
        return producerIds;
    }

    /** Creates topics on demand, for whoever needs internal ones. */
    public TopicCreation creation() {
        return creation;
    }

    /**
     * Adds everything but what belongs to the coordinators.
     *
     * @param whole      the table that this becomes a part of, for ApiVersions
     * @param enlistment asks the coordinators of transactions; null where there are none
     */
    public void addTo(HandlerTable.Builder table, Supplier<HandlerTable> whole, Enlistment enlistment) {
        data(table, enlistment);
        admin(table);
        brokers(table);
        table.add(ApiKey.API_VERSIONS, new ApiVersionsHandler(whole, parts.metadata(), parts.replicas().brokerId()));
        table.add(ApiKey.METADATA, patience.of(new MetadataHandler(parts, creation)));
        table.add(ApiKey.DESCRIBE_CLUSTER, patience.of(new DescribeClusterHandler(parts.metadata())));
        table.add(ApiKey.DESCRIBE_TOPIC_PARTITIONS,
                patience.of(new DescribeTopicPartitionsHandler(parts.metadata())));
    }

    private void data(HandlerTable.Builder table, Enlistment enlistment) {
        Replicas replicas = parts.replicas();
        ApiKey produce = ApiKey.PRODUCE;
        table.add(new HandlerTable.Entry<>(produce, produce.oldest(), produce.newest(),
                (short) OLDEST_PRODUCE_ADVERTISED,
                new ProduceHandler(replicas, parts.metadata(), parts.timers(), enlistment)));
        table.add(ApiKey.FETCH, new FetchHandler(replicas, parts.metadata(), parts.config()));
        table.add(ApiKey.LIST_OFFSETS, new ListOffsetsHandler(replicas));
        table.add(ApiKey.OFFSET_FOR_LEADER_EPOCH, new OffsetForLeaderEpochHandler(replicas));
        table.add(ApiKey.DESCRIBE_PRODUCERS, new DescribeProducersHandler(replicas));
        table.add(ApiKey.DELETE_RECORDS, new DeleteRecordsHandler(replicas, parts.timers()));
    }

    private void admin(HandlerTable.Builder table) {
        table.add(ApiKey.CREATE_TOPICS, new CreateTopicsHandler(parts));
        table.add(ApiKey.DELETE_TOPICS, new DeleteTopicsHandler(parts.controller()));
        table.add(ApiKey.CREATE_PARTITIONS, new CreatePartitionsHandler(parts.controller()));
        table.add(ApiKey.ELECT_LEADERS, new ElectLeadersHandler(parts.controller()));
        table.add(ApiKey.ALTER_PARTITION_REASSIGNMENTS, new AlterPartitionReassignmentsHandler(parts.controller()));
        table.add(ApiKey.LIST_PARTITION_REASSIGNMENTS, new ListPartitionReassignmentsHandler(parts.controller()));
        table.add(ApiKey.UPDATE_FEATURES, new UpdateFeaturesHandler(parts.controller()));
        table.add(ApiKey.DESCRIBE_CONFIGS, patience.of(new DescribeConfigsHandler(parts)));
        table.add(ApiKey.LIST_CONFIG_RESOURCES, new ListConfigResourcesHandler(parts.metadata()));
        table.add(ApiKey.DESCRIBE_LOG_DIRS, new DescribeLogDirsHandler(parts.logs()));
        table.add(ApiKey.ALTER_REPLICA_LOG_DIRS,
                new AlterReplicaLogDirsHandler(parts.replicas(), parts.logs().moves()));
        table.add(ApiKey.ALTER_CONFIGS, new AlterConfigsHandler(parts));
        table.add(ApiKey.INCREMENTAL_ALTER_CONFIGS, new IncrementalAlterConfigsHandler(parts));
    }

    private void brokers(HandlerTable.Builder table) {
        ControllerOrder order = new ControllerOrder();
        table.add(ApiKey.LEADER_AND_ISR, new LeaderAndIsrHandler(parts, order));
        table.add(ApiKey.STOP_REPLICA, new StopReplicaHandler(parts, order));
        table.add(ApiKey.UPDATE_METADATA, new UpdateMetadataHandler(parts, order));
        table.add(ApiKey.CONTROLLED_SHUTDOWN, new ControlledShutdownHandler(parts.controller()));
        table.add(ApiKey.ALTER_PARTITION, new AlterPartitionHandler(parts.controller()));
        table.add(ApiKey.ALLOCATE_PRODUCER_IDS, new AllocateProducerIdsHandler(parts.controller()));
    }
}
