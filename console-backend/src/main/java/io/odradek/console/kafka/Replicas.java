package io.odradek.console.kafka;

import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionReplica;

/** What brokers keep of a topic: replicas on their disks, and producers they remember. */
public final class Replicas {

    private final Door door;

    Replicas(Door door) {
        this.door = door;
    }

    /** By partition and broker; brokers that do not answer are left out. */
    public List<ReplicaFacts> of(String topic, Collection<Integer> brokers) {
        return door.talk(Sentence.of("Replicas of {0}", topic), admin -> {
            List<ReplicaFacts> replicas = new ArrayList<>();
            for (var entry : admin.describeLogDirs(brokers).descriptions().entrySet()) {
                try {
                    add(replicas, topic, entry.getKey(), wait(entry.getValue()));
                } catch (ExecutionException e) {
                    // One broker that is down does not hide the others.
                    continue;
                }
            }
            replicas.sort(Comparator.comparingInt(ReplicaFacts::partition).thenComparingInt(ReplicaFacts::broker));
            return replicas;
        });
    }

    /** Begins to move replicas on a broker to these directories of it; to where one is gives up a move that runs. */
    public void relocate(int broker, Map<Place, String> to) {
        Map<TopicPartitionReplica, String> wanted = new HashMap<>();
        to.forEach((place, directory) -> wanted.put(new TopicPartitionReplica(place.topic(), place.partition(),
                broker), directory));
        door.ask(Sentence.of("Move {0} replicas on broker {1}", to.size(), broker),
                admin -> admin.alterReplicaLogDirs(wanted).all());
    }

    /** By partition and id, as the leaders remember them. */
    public List<ProducerFacts> producers(Collection<Place> places) {
        return door.talk(Sentence.of("Describe producers"), admin -> {
            List<ProducerFacts> producers = new ArrayList<>();
            var result = admin.describeProducers(places.stream()
                    .map(place -> new TopicPartition(place.topic(), place.partition())).toList());
            for (Place place : places) {
                for (ProducerState state : wait(result.partitionResult(new TopicPartition(place.topic(),
                        place.partition()))).activeProducers()) {
                    producers.add(producer(place.partition(), state));
                }
            }
            producers.sort(Comparator.comparingInt(ProducerFacts::partition)
                    .thenComparingLong(ProducerFacts::producerId));
            return producers;
        });
    }

    private static void add(List<ReplicaFacts> replicas, String topic, int broker,
            Map<String, LogDirDescription> directories) {
        directories.forEach((path, directory) -> {
            for (Map.Entry<TopicPartition, ReplicaInfo> replica : directory.replicaInfos().entrySet()) {
                if (replica.getKey().topic().equals(topic)) {
                    ReplicaInfo info = replica.getValue();
                    replicas.add(new ReplicaFacts(replica.getKey().partition(), broker, path, info.size(),
                            info.offsetLag(), info.isFuture()));
                }
            }
        });
    }

    static ProducerFacts producer(int partition, ProducerState state) {
        return new ProducerFacts(partition, state.producerId(), state.producerEpoch(), state.lastSequence(),
                state.lastTimestamp(), state.coordinatorEpoch().orElse(-1),
                state.currentTransactionStartOffset().orElse(-1));
    }

    private static <T> T wait(KafkaFuture<T> future) throws Exception {
        return future.get(Door.TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS);
    }
}
