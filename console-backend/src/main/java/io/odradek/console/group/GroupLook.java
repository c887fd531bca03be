package io.odradek.console.group;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.kafka.OffsetKind;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A fresh look at one group. Used once. */
final class GroupLook {

    private final Door door;
    private final GroupMemory memory;
    private final GroupPicture picture;
    private final List<Sentence> trouble = new ArrayList<>();

    GroupLook(Door door, GroupMemory memory, GroupPicture picture) {
        this.door = door;
        this.memory = memory;
        this.picture = picture;
    }

    GroupDetail at(String id) {
        GroupFacts.Listed listed = listed(id);
        GroupFacts facts = tolerate(() -> door.groups().describe(List.of(listed)),
                Map.<String, GroupFacts>of()).get(id);
        Map<Place, Long> committed = tolerate(() -> door.groups().committed(List.of(listed)),
                Map.<String, Map<Place, Long>>of()).getOrDefault(id, Map.of());
        TreeSet<Place> places = new TreeSet<>(committed.keySet());
        Map<Place, GroupFacts.Member> owners = new HashMap<>();
        if (facts != null) {
            facts.members().forEach(member -> member.assigned().forEach(place -> owners.put(place, member)));
            places.addAll(owners.keySet());
        }
        List<Place> led = tolerate(() -> door.facts().led(places), List.of());
        Map<Place, Long> starts = tolerate(() -> door.facts().offsets(led, OffsetKind.EARLIEST), Map.of());
        Map<Place, Long> ends = tolerate(() -> door.facts().offsets(led, OffsetKind.LATEST), Map.of());
        look(committed, ends);
        long now = System.currentTimeMillis();
        List<GroupDetail.PartitionLag> partitions = new ArrayList<>();
        for (Place place : places) {
            long offset = committed.getOrDefault(place, -1L);
            long end = ends.getOrDefault(place, -1L);
            Lag lag = memory.lag(place, offset, end, now);
            GroupFacts.Member owner = owners.get(place);
            partitions.add(new GroupDetail.PartitionLag(place.topic(), place.partition(), offset,
                    starts.getOrDefault(place, -1L), end, lag.records(), lag.ms(), owner == null ? "" : owner.id(),
                    owner == null ? "" : owner.clientId(), owner == null ? "" : owner.host()));
        }
        return new GroupDetail(row(listed, facts, committed, partitions), facts == null ? "" : facts.assignor(),
                facts == null ? -1 : facts.epoch(), facts == null ? -1 : facts.targetEpoch(), partitions,
                facts == null ? List.of() : facts.members(), Sentence.joined("; ", trouble), now);
    }

    /** From the sweep where it saw the group, else from the cluster; Problem NOT_FOUND when there is none. */
    GroupFacts.Listed listed(String id) {
        GroupState state = picture.groups().get(id);
        if (state != null) {
            GroupRow row = state.row();
            return new GroupFacts.Listed(id, row.type(), row.state(), row.protocol());
        }
        return door.groups().list().stream().filter(group -> group.id().equals(id)).findFirst()
                .orElseThrow(() -> Problem.notFound("No such group", id));
    }

    private void look(Map<Place, Long> committed, Map<Place, Long> ends) {
        Map<Place, Long> wanted = new HashMap<>();
        committed.forEach((place, offset) -> {
            Long end = ends.get(place);
            if (end != null && offset < end && memory.ages().at(place, offset, end) == Ages.UNKNOWN
                    && memory.ends().passed(place, offset) < 0) {
                wanted.put(place, offset);
            }
        });
        memory.ages().look(door, wanted, ends);
    }

    private GroupRow row(GroupFacts.Listed listed, GroupFacts facts, Map<Place, Long> committed,
            Collection<GroupDetail.PartitionLag> partitions) {
        long lag = partitions.stream().mapToLong(GroupDetail.PartitionLag::lag).filter(l -> l >= 0)
                .reduce(Long::sum).orElse(partitions.isEmpty() ? 0 : -1);
        boolean vague = partitions.stream().anyMatch(p -> p.lag() > 0 && p.lagMs() < 0);
        long lagMs = vague || lag < 0 ? -1 : partitions.stream().mapToLong(GroupDetail.PartitionLag::lagMs).max()
                .orElse(0);
        GroupState old = picture.groups().get(listed.id());
        return new GroupRow(listed.id(), listed.type(), facts == null ? listed.state() : facts.state(),
                listed.protocol(), facts == null ? -1 : facts.members().size(),
                facts == null ? -1 : facts.coordinator(), GroupState.topics(committed), lag, lag == 0 ? 0 : lagMs,
                old == null ? -1 : old.row().lagBefore());
    }

    private <T> T tolerate(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (Problem problem) {
            trouble.add(problem.said());
            return otherwise;
        }
    }
}
