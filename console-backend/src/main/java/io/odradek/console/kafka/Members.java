package io.odradek.console.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** The client's descriptions of groups in our own types. Pure. */
final class Members {

    private Members() {
    }

    static GroupFacts consumer(ConsumerGroupDescription group) {
        return new GroupFacts(group.groupId(), group.type().toString().toLowerCase(Locale.ROOT),
                group.groupState().toString(), "consumer", group.partitionAssignor(), id(group.coordinator()),
                group.groupEpoch().orElse(-1), group.targetAssignmentEpoch().orElse(-1),
                group.members().stream().map(Members::member).toList());
    }

    static GroupFacts classic(ClassicGroupDescription group) {
        return new GroupFacts(group.groupId(), "classic", group.state().toString(), group.protocol(),
                group.protocolData(), id(group.coordinator()), -1, -1,
                group.members().stream().map(Members::member).toList());
    }

    static GroupFacts share(ShareGroupDescription group) {
        List<GroupFacts.Member> members = new ArrayList<>();
        for (ShareMemberDescription member : group.members()) {
            members.add(new GroupFacts.Member(member.consumerId(), "", member.clientId(), host(member.host()),
                    member.memberEpoch(), places(member.assignment().topicPartitions()), null, List.of()));
        }
        return new GroupFacts(group.groupId(), "share", group.groupState().toString(), "share", "",
                id(group.coordinator()), group.groupEpoch(), group.targetAssignmentEpoch(), members);
    }

    private static GroupFacts.Member member(MemberDescription member) {
        return new GroupFacts.Member(member.consumerId(), member.groupInstanceId().orElse(""), member.clientId(),
                host(member.host()), member.memberEpoch().orElse(-1), places(member.assignment().topicPartitions()),
                member.targetAssignment().map(target -> places(target.topicPartitions())).orElse(null), List.of());
    }

    static List<Place> places(Collection<TopicPartition> partitions) {
        return partitions.stream().map(p -> new Place(p.topic(), p.partition())).sorted().toList();
    }

    static int id(Node node) {
        return node == null || node.isEmpty() ? -1 : node.id();
    }

    /** Without the slash that Java puts before addresses. */
    static String host(String host) {
        return host.startsWith("/") ? host.substring(1) : host;
    }
}
