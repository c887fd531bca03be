package io.odradek.console.kafka;

import io.odradek.console.problem.Sentence;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** Changes to topics. */
public final class Changes {

    private final Door door;

    Changes(Door door) {
        this.door = door;
    }

    /**
     * Creates a topic, or only has the cluster validate it.
     *
     * @param partitions        -1 for the broker's default
     * @param replicationFactor -1 for the broker's default
     */
    public void create(String topic, int partitions, int replicationFactor, Map<String, String> configs,
            boolean validateOnly) {
        door.ask(Sentence.of("Create topic {0}", topic), admin -> {
            NewTopic created = new NewTopic(topic, count(partitions), count(replicationFactor)
                    .map(Integer::shortValue));
            return admin.createTopics(List.of(created.configs(configs)), new CreateTopicsOptions()
                    .validateOnly(validateOnly)).all();
        });
    }

    public void delete(Collection<String> topics) {
        door.ask(Sentence.of("Delete {0}", String.join(", ", topics)), admin -> admin.deleteTopics(topics).all());
    }

    /** Grows a topic to so many partitions, or only has the cluster validate it. */
    public void partitions(String topic, int count, boolean validateOnly) {
        door.ask(Sentence.of("Add partitions to {0}", topic), admin -> admin
                .createPartitions(Map.of(topic, NewPartitions.increaseTo(count)),
                new CreatePartitionsOptions().validateOnly(validateOnly)).all());
    }

    /** Deletes all records before these offsets. */
    public void trim(Map<Place, Long> before) {
        Map<TopicPartition, RecordsToDelete> wanted = new HashMap<>();
        before.forEach((place, offset) -> wanted.put(new TopicPartition(place.topic(), place.partition()),
                RecordsToDelete.beforeOffset(offset)));
        door.ask(Sentence.of("Delete records"), admin -> admin.deleteRecords(wanted).all());
    }

    private static Optional<Integer> count(int given) {
        return given < 0 ? Optional.empty() : Optional.of(given);
    }
}
