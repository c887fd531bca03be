package io.odradek.console.record;

import io.odradek.console.kafka.ClusterFacts;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.OffsetKind;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up what a search would read, from offsets, the time index and sizes. Used once. */
final class Costing {

    private final Door door;
    private final Decoders decoders;
    private final Browse browse;

    Costing(Door door, Decoders decoders, Browse browse) {
        this.door = door;
        this.decoders = decoders;
        this.browse = browse;
    }

    Cost cost() {
        TopicFacts topic = door.facts().topic(browse.topic());
        Scope scope = Scope.of(topic, browse, Match.of(browse.filter(), new Decoding(decoders,
                Set.of(browse.topic()), browse.keyDecoder(), browse.valueDecoder())));
        Set<Place> places = scope.led();
        Map<Place, Long> first = door.facts().offsets(places, OffsetKind.EARLIEST);
        Map<Place, Long> last = door.facts().offsets(places, OffsetKind.LATEST);
        Map<Place, Long> at = Scope.at(door, browse.start(), places);
        Map<Integer, Long> sizes = sizes(topic.name());
        long records = 0;
        double bytes = 0;
        for (Place place : places) {
            long from = first.getOrDefault(place, 0L);
            long end = last.getOrDefault(place, from);
            long start = switch (browse.start()) {
                case Start.Newest _, Start.Oldest _ -> from;
                case Start.Offset(long offset) -> Math.clamp(offset, from, end);
                case Start.Timestamp _ -> at.getOrDefault(place, end);
            };
            records += end - start;
            double share = end == from ? 0 : (double) (end - start) / (end - from);
            bytes += share * sizes.getOrDefault(place.partition(), 0L);
        }
        return new Cost(records, sizes.isEmpty() ? -1 : Math.round(bytes), scope.prunedTo());
    }

    private Map<Integer, Long> sizes(String topic) {
        Map<Integer, Long> sizes = new HashMap<>();
        try {
            List<Integer> brokers = door.facts().cluster().brokers().stream().map(ClusterFacts.Node::id).toList();
            for (ReplicaFacts replica : door.replicas().of(topic, brokers)) {
                sizes.merge(replica.partition(), replica.sizeBytes(), Math::max);
            }
        } catch (Problem unknown) {
            // The number of records is known all the same.
            return Map.of();
        }
        return sizes;
    }
}
