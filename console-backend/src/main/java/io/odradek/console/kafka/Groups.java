package io.odradek.console.kafka;

import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Groups of every type: who is in them, what they have committed, and their offsets set or forgotten. */
public final class Groups {

    private final Door door;

    Groups(Door door) {
        this.door = door;
    }

    /** All groups the coordinators know; what some broker does not tell is missing. */
    public List<GroupFacts.Listed> list() {
        return door.talk(Sentence.of("List groups"), admin -> {
            var result = admin.listGroups(new ListGroupsOptions());
            Collection<GroupListing> listings = wait(result.valid());
            Collection<Throwable> errors = wait(result.errors());
            if (listings.isEmpty() && !errors.isEmpty()) {
                throw new ExecutionException(errors.iterator().next());
            }
            return listings.stream().map(Groups::listed).toList();
        });
    }

    /** What these groups have committed; groups that do not answer are left out. */
    public Map<String, Map<Place, Long>> committed(Collection<GroupFacts.Listed> groups) {
        return door.talk(Sentence.of("Committed offsets"), admin -> {
            Map<String, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> futures = new HashMap<>();
            Map<String, ListConsumerGroupOffsetsSpec> specs = new HashMap<>();
            Map<String, ListShareGroupOffsetsSpec> shares = new HashMap<>();
            for (GroupFacts.Listed group : groups) {
                if (group.type().equals("share")) {
                    shares.put(group.id(), new ListShareGroupOffsetsSpec());
                } else {
                    specs.put(group.id(), new ListConsumerGroupOffsetsSpec());
                }
            }
            if (!specs.isEmpty()) {
                var result = admin.listConsumerGroupOffsets(specs);
                specs.keySet().forEach(id -> futures.put(id, result.partitionsToOffsetAndMetadata(id)));
            }
            Map<String, Map<Place, Long>> known = new HashMap<>();
            known.putAll(shared(admin, shares));
            for (var entry : futures.entrySet()) {
                settle(entry.getValue(), offsets -> known.put(entry.getKey(), places(offsets)));
            }
            return known;
        });
    }

    /** These groups as their coordinators describe them; those that do not answer are left out. */
    public Map<String, GroupFacts> describe(Collection<GroupFacts.Listed> groups) {
        return door.talk(Sentence.of("Describe groups"), admin -> {
            Map<String, GroupFacts> known = new HashMap<>();
            Map<String, List<String>> byKind = new HashMap<>();
            for (GroupFacts.Listed group : groups) {
                byKind.computeIfAbsent(kind(group), _ -> new ArrayList<>()).add(group.id());
            }
            for (var kind : byKind.entrySet()) {
                for (var future : futures(admin, kind.getKey(), kind.getValue()).values()) {
                    settle(future, facts -> known.put(facts.id(), facts));
                }
            }
            return known;
        });
    }

    /** Sets committed offsets; the coordinator refuses while the group has members. */
    public void commit(String group, String type, Map<Place, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> wanted = new HashMap<>();
        offsets.forEach((place, offset) -> wanted.put(new TopicPartition(place.topic(), place.partition()),
                new OffsetAndMetadata(offset)));
        door.ask(Sentence.of("Reset offsets of {0}", group), admin -> type.equals("streams")
                ? admin.alterStreamsGroupOffsets(group, wanted).all()
                : admin.alterConsumerGroupOffsets(group, wanted).all());
    }

    /** Forgets groups with all their offsets; the coordinator refuses while one has members. */
    public void delete(Collection<String> groups) {
        door.ask(Sentence.of("Delete {0}", String.join(", ", groups)), admin ->
                admin.deleteConsumerGroups(groups).all());
    }

    private static Map<String, Map<Place, Long>> shared(Admin admin, Map<String, ListShareGroupOffsetsSpec> specs)
            throws Exception {
        Map<String, Map<Place, Long>> known = new HashMap<>();
        if (!specs.isEmpty()) {
            var result = admin.listShareGroupOffsets(specs);
            for (String id : specs.keySet()) {
                settle(result.partitionsToOffsetInfo(id), infos -> {
                    Map<Place, Long> places = new HashMap<>();
                    infos.forEach((partition, info) -> {
                        if (info != null) {
                            places.put(new Place(partition.topic(), partition.partition()), info.startOffset());
                        }
                    });
                    known.put(id, places);
                });
            }
        }
        return known;
    }

    private static Map<String, KafkaFuture<GroupFacts>> futures(Admin admin, String kind, List<String> ids) {
        Map<String, KafkaFuture<GroupFacts>> futures = new HashMap<>();
        switch (kind) {
            case "streams" -> admin.describeStreamsGroups(ids).describedGroups()
                    .forEach((id, future) -> futures.put(id, future.thenApply(StreamsFacts::group)));
            case "share" -> admin.describeShareGroups(ids).describedGroups()
                    .forEach((id, future) -> futures.put(id, future.thenApply(Members::share)));
            case "classic" -> admin.describeClassicGroups(ids).describedGroups()
                    .forEach((id, future) -> futures.put(id, future.thenApply(Members::classic)));
            default -> admin.describeConsumerGroups(ids).describedGroups()
                    .forEach((id, future) -> futures.put(id, future.thenApply(Members::consumer)));
        }
        return futures;
    }

    /** Which question tells about it: classic groups of consumers answer to that of consumer groups too. */
    private static String kind(GroupFacts.Listed group) {
        boolean consumers = Set.of("consumer", "").contains(group.protocol());
        return group.type().equals("classic") && consumers ? "consumer" : group.type();
    }

    private static GroupFacts.Listed listed(GroupListing listing) {
        String type = listing.type().map(t -> t.toString().toLowerCase(Locale.ROOT)).orElse("classic");
        return new GroupFacts.Listed(listing.groupId(), type, listing.groupState().map(GroupState::toString)
                .orElse("Unknown"), listing.protocol());
    }

    private static Map<Place, Long> places(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<Place, Long> places = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                places.put(new Place(partition.topic(), partition.partition()), offset.offset());
            }
        });
        return places;
    }

    private interface Taker<T> {
        void take(T value);
    }

    /** One group that does not answer, or is gone meanwhile, does not hide the others. */
    private static <T> void settle(KafkaFuture<T> future, Taker<T> taker) throws Exception {
        try {
            taker.take(wait(future));
        } catch (ExecutionException e) {
            boolean gone = e.getCause() instanceof GroupIdNotFoundException;
            boolean partly = e.getCause() instanceof org.apache.kafka.common.errors.ApiException;
            if (!gone && !partly) {
                throw e;
            }
        }
    }

    private static <T> T wait(KafkaFuture<T> future) throws Exception {
        return future.get(Door.TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS);
    }
}
