package io.odradek.console.kafka;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberAssignment;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;

/** The client's description of a Streams group in our own types. Pure. */
final class StreamsFacts {

    private StreamsFacts() {
    }

    static GroupFacts group(StreamsGroupDescription group) {
        List<GroupFacts.Member> members = new ArrayList<>();
        for (StreamsGroupMemberDescription member : group.members()) {
            members.add(new GroupFacts.Member(member.memberId(), member.instanceId().orElse(""), member.clientId(),
                    Members.host(member.clientHost()), member.memberEpoch(),
                    sources(group, member.assignment()), sources(group, member.targetAssignment()),
                    tasks(member.assignment())));
        }
        return new GroupFacts(group.groupId(), "streams", group.groupState().toString(), "streams",
                group.assignorName().orElse(""), Members.id(group.coordinator()), group.groupEpoch(),
                group.targetAssignmentEpoch(), members);
    }

    /** The partitions that the active tasks read. */
    private static List<Place> sources(StreamsGroupDescription group, StreamsGroupMemberAssignment assignment) {
        Set<Place> places = new LinkedHashSet<>();
        for (StreamsGroupSubtopologyDescription part : group.subtopologies()) {
            Set<String> topics = new LinkedHashSet<>(part.sourceTopics());
            topics.addAll(part.repartitionSourceTopics().keySet());
            for (StreamsGroupMemberAssignment.TaskIds ids : assignment.activeTasks()) {
                if (ids.subtopologyId().equals(part.subtopologyId())) {
                    topics.forEach(topic -> ids.partitions().forEach(p -> places.add(new Place(topic, p))));
                }
            }
        }
        return places.stream().sorted().toList();
    }

    private static List<String> tasks(StreamsGroupMemberAssignment assignment) {
        List<String> words = new ArrayList<>();
        words(words, "active", assignment.activeTasks());
        words(words, "standby", assignment.standbyTasks());
        words(words, "warm-up", assignment.warmupTasks());
        return words;
    }

    private static void words(List<String> words, String role, List<StreamsGroupMemberAssignment.TaskIds> tasks) {
        tasks.forEach(ids -> ids.partitions()
                .forEach(partition -> words.add(role + " " + ids.subtopologyId() + "_" + partition)));
    }
}
