package io.odradek.console.group;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One look at all groups of a cluster, by a handful of batched questions. Used once. */
final class GroupSweep {

    /** Groups whose offsets are asked for at once: 500 groups of 50 partitions answer with 1 MB. */
    private static final int AT_ONCE = 500;
    /** Groups described in one sweep, those that have waited longest first. */
    private static final int DESCRIBED = 1_000;
    /** About how far back the lag stands that a trend is read from. */
    private static final long TREND_MS = 60_000;
    /** A lag this small that does not move may be control records alone. */
    private static final long SMALL = 5;

    private final Door door;
    private final Snapshot snapshot;
    private final GroupPicture before;
    private final GroupMemory memory;
    private final List<Sentence> trouble = new ArrayList<>();

    GroupSweep(Door door, Snapshot snapshot, GroupPicture before, GroupMemory memory) {
        this.door = door;
        this.snapshot = snapshot;
        this.before = before;
        this.memory = memory;
    }

    /** Throws Problem when the cluster cannot be reached. */
    GroupPicture take() {
        List<GroupFacts.Listed> listed = door.groups().list();
        Map<String, Map<Place, Long>> committed = new HashMap<>();
        for (int from = 0; from < listed.size(); from += AT_ONCE) {
            committed.putAll(committed(listed.subList(from, Math.min(listed.size(), from + AT_ONCE))));
        }
        Map<String, GroupFacts> described = described(listed);
        Map<Place, Long> ends = ends(committed);
        long now = System.currentTimeMillis();
        memory.ends().sample(now, ends);
        look(committed, ends);
        TreeMap<String, GroupState> groups = new TreeMap<>();
        for (GroupFacts.Listed group : listed) {
            Map<Place, Long> offsets = committed.get(group.id());
            groups.put(group.id(), state(group, offsets, ends, described.get(group.id()), now));
        }
        Map<String, Long> lags = new HashMap<>();
        groups.forEach((id, state) -> {
            if (state.row().lag() >= 0) {
                lags.put(id, state.row().lag());
            }
        });
        memory.lags().sample(now, lags);
        return new GroupPicture(now, Sentence.joined("; ", trouble), groups);
    }

    private Map<String, Map<Place, Long>> committed(List<GroupFacts.Listed> groups) {
        try {
            Map<String, Map<Place, Long>> known = door.groups().committed(groups);
            if (known.size() < groups.size()) {
                trouble.add(Sentence.of("offsets of {0} groups unknown", groups.size() - known.size()));
            }
            return known;
        } catch (Problem problem) {
            trouble.add(Sentence.of("offsets").with(problem.said()));
            return Map.of();
        }
    }

    private Map<String, GroupFacts> described(List<GroupFacts.Listed> listed) {
        List<GroupFacts.Listed> oldest = listed.stream().sorted(Comparator.comparingLong(this::describedMs))
                .limit(DESCRIBED).toList();
        try {
            return oldest.isEmpty() ? Map.of() : door.groups().describe(oldest);
        } catch (Problem problem) {
            trouble.add(Sentence.of("members").with(problem.said()));
            return Map.of();
        }
    }

    private long describedMs(GroupFacts.Listed group) {
        GroupState old = before.groups().get(group.id());
        return old == null ? 0 : old.describedMs();
    }

    private Map<Place, Long> ends(Map<String, Map<Place, Long>> committed) {
        Map<Place, Long> ends = new HashMap<>();
        committed.values().forEach(offsets -> offsets.keySet().forEach(place -> {
            long end = end(place);
            if (end >= 0) {
                ends.put(place, end);
            }
        }));
        return ends;
    }

    private long end(Place place) {
        TopicState topic = snapshot.topics().get(place.topic());
        if (topic == null || place.partition() >= topic.partitions().size()) {
            return -1;
        }
        PartitionState partition = topic.partitions().get(place.partition());
        return partition.endOffset();
    }

    /** Reads where it cannot be told otherwise how old what is unread is, or whether it is a record at all. */
    private void look(Map<String, Map<Place, Long>> committed, Map<Place, Long> ends) {
        Map<Place, Long> wanted = new HashMap<>();
        committed.forEach((id, offsets) -> offsets.forEach((place, offset) -> {
            Long end = ends.get(place);
            if (end == null || offset >= end || memory.ages().at(place, offset, end) != Ages.UNKNOWN) {
                return;
            }
            boolean old = memory.ends().passed(place, offset) < 0;
            boolean still = end - offset <= SMALL && unmoved(id, place, offset);
            if (old || still) {
                wanted.put(place, offset);
            }
        }));
        memory.ages().look(door, wanted, ends);
    }

    private boolean unmoved(String group, Place place, long offset) {
        GroupState old = before.groups().get(group);
        return old != null && old.committed().getOrDefault(place, -1L) == offset;
    }

    private GroupState state(GroupFacts.Listed group, Map<Place, Long> known, Map<Place, Long> ends, GroupFacts facts,
            long now) {
        GroupState old = before.groups().get(group.id());
        Map<Place, Long> offsets = known != null ? known : old == null ? Map.of() : old.committed();
        Map<Place, Long> lags = new HashMap<>();
        long lag = 0;
        long lagMs = 0;
        for (var entry : offsets.entrySet()) {
            Lag one = memory.lag(entry.getKey(), entry.getValue(), ends.getOrDefault(entry.getKey(), -1L), now);
            lags.put(entry.getKey(), one.records());
            lag += Math.max(0, one.records());
            lagMs = one.records() > 0 && one.ms() < 0 || lagMs < 0 ? -1 : Math.max(lagMs, one.ms());
        }
        boolean unknown = known == null || !lags.isEmpty() && lags.values().stream().allMatch(one -> one < 0);
        int members = facts != null ? facts.members().size() : old == null ? -1 : old.row().members();
        int coordinator = facts != null ? facts.coordinator() : old == null ? -1 : old.row().coordinator();
        GroupRow row = new GroupRow(group.id(), group.type(), facts == null ? group.state() : facts.state(),
                group.protocol(), members, coordinator, GroupState.topics(offsets), unknown ? -1 : lag,
                unknown ? -1 : lagMs, memory.lags().at(group.id(), now - TREND_MS));
        return new GroupState(row, offsets, lags, facts != null ? now : describedMs(group));
    }
}
