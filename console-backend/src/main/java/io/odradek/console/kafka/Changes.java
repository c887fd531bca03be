package io.odradek.console.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;

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
        door.ask("Create topic " + topic, admin -> {
            NewTopic created = new NewTopic(topic, count(partitions), count(replicationFactor)
                    .map(Integer::shortValue));
            return admin.createTopics(List.of(created.configs(configs)), new CreateTopicsOptions()
                    .validateOnly(validateOnly)).all();
        });
    }

    public void delete(Collection<String> topics) {
        door.ask("Delete " + String.join(", ", topics), admin -> admin.deleteTopics(topics).all());
    }

    /** Grows a topic to so many partitions, or only has the cluster validate it. */
    public void partitions(String topic, int count, boolean validateOnly) {
        door.ask("Add partitions to " + topic, admin -> admin
                .createPartitions(Map.of(topic, NewPartitions.increaseTo(count)),
                new CreatePartitionsOptions().validateOnly(validateOnly)).all());
    }

    private static Optional<Integer> count(int given) {
        return given < 0 ? Optional.empty() : Optional.of(given);
    }
}
