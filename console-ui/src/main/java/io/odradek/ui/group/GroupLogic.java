package io.odradek.ui.group;

import io.odradek.console.group.GroupDetail;
import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.kafka.Place;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the page of one group says. */
final class GroupLogic {
    private GroupLogic() {
    }

    /** Whether the members are still on their way to what they shall have. */
    static boolean rebalancing(GroupDetail group) {
        boolean behind = group.members().stream().anyMatch(member -> member.target() != null
                && !new HashSet<>(member.target()).equals(new HashSet<>(member.assigned())));
        return behind || !group.members().isEmpty() && group.epoch() >= 0 && group.targetEpoch() >= 0
                && group.epoch() != group.targetEpoch();
    }

    static Phrase epochs(GroupDetail group) {
        return group.epoch() < 0 ? Phrase.of("group.noepoch")
                : Phrase.of("group.epochs", group.epoch(), group.targetEpoch());
    }

    /** Partitions of a member by topic, such as "orders 0, 3". */
    static List<String> assigned(List<Place> places) {
        TreeMap<String, TreeSet<Integer>> topics = new TreeMap<>();
        places.forEach(place -> topics.computeIfAbsent(place.topic(), _ -> new TreeSet<>()).add(place.partition()));
        List<String> words = new ArrayList<>();
        topics.forEach((topic, partitions) -> words.add(topic + " " + numbers(partitions)));
        return words;
    }

    /** Numbers in order, runs of three and more with a dash: "0-4, 7". */
    static String numbers(Set<Integer> sorted) {
        List<Integer> all = List.copyOf(new TreeSet<>(sorted));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < all.size(); ) {
            int j = i;
            while (j + 1 < all.size() && all.get(j + 1) == all.get(j) + 1) {
                j++;
            }
            text.append(text.isEmpty() ? "" : ", ");
            text.append(j - i >= 2 ? all.get(i) + "-" + all.get(j) : String.valueOf(all.get(i)));
            i = j - i >= 2 ? j + 1 : i + 1;
        }
        return text.toString();
    }

    /** What a member shall still get and give away, against what it has; empty while it has what it shall. */
    static List<Phrase> changes(GroupFacts.Member member) {
        if (member.target() == null) {
            return List.of();
        }
        Set<Place> more = new TreeSet<>(member.target());
        member.assigned().forEach(more::remove);
        Set<Place> less = new TreeSet<>(member.assigned());
        member.target().forEach(less::remove);
        List<Phrase> changes = new ArrayList<>();
        if (!more.isEmpty()) {
            changes.add(Phrase.of("group.gets", String.join(", ", assigned(List.copyOf(more)))));
        }
        if (!less.isEmpty()) {
            changes.add(Phrase.of("group.gives", String.join(", ", assigned(List.copyOf(less)))));
        }
        return changes;
    }

    static Tone lagTone(long lag, long committed) {
        return committed < 0 ? Tone.PLAIN : lag > 0 ? Tone.WARN : Tone.GOOD;
    }
}
