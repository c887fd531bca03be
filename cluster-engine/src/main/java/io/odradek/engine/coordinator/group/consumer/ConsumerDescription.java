package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.message.ConsumerGroupDescribeResponse.Assignment;
import io.odradek.engine.wire.message.ConsumerGroupDescribeResponse.DescribedGroup;
import io.odradek.engine.wire.message.ConsumerGroupDescribeResponse.Member;
import io.odradek.engine.wire.message.ConsumerGroupDescribeResponse.TopicPartitions;
import java.util.ArrayList;

/** A consumer-protocol group as ConsumerGroupDescribe shows it. Topics that are gone are left out. */
record ConsumerDescription(ConsumerGroup group, ClusterImage image, String assignor) {
    private static final byte CLASSIC = 0;
    private static final byte CONSUMER = 1;

    DescribedGroup toResponse() {
        DescribedGroup d = new DescribedGroup().groupId(group.groupId()).groupState(group.stateName())
                .groupEpoch(group.epoch()).assignmentEpoch(group.assignmentEpoch()).assignorName(assignor);
        group.members().values().forEach(m -> d.members().add(member(m)));
        return d;
    }

    private Member member(ConsumerMember m) {
        Progress<Partitions> p = group.progress(m.memberId());
        return new Member().memberId(m.memberId()).instanceId(m.instanceId()).rackId(m.rackId())
                .memberEpoch(p.epoch()).clientId(m.clientId()).clientHost(m.clientHost())
                .subscribedTopicNames(new ArrayList<>(m.topics())).subscribedTopicRegex(m.regex())
                .assignment(shown(p.assigned())).targetAssignment(shown(group.target(m.memberId())))
                .memberType(m.classic() == null ? CONSUMER : CLASSIC);
    }

    private Assignment shown(Partitions some) {
        Assignment a = new Assignment();
        some.byTopic().forEach((id, p) -> {
            TopicImage t = image.topic(id);
            if (t == null) return;
            a.topicPartitions().add(new TopicPartitions().topicId(id).topicName(t.name())
                    .partitions(new ArrayList<>(p)));
        });
        return a;
    }
}
