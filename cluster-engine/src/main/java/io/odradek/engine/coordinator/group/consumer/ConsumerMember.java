package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.group.classic.ClassicMember;
import io.odradek.engine.coordinator.group.epoch.EpochMember;
import java.util.List;

/**
 * What a member says of itself.
 *
 * @param instanceId null unless static
 * @param topics     names, sorted
 * @param regex      null or empty where it names topics only
 * @param assignor   that it would like, or null
 * @param classic    not null for a member that speaks the classic protocol
 */
public record ConsumerMember(String memberId, String instanceId, String rackId, String clientId, String clientHost,
                             List<String> topics, String regex, int rebalanceTimeoutMs, String assignor,
                             Classic classic) implements EpochMember<ConsumerMember> {
    /** What is known of a member of the classic protocol in a consumer group. */
    public record Classic(int sessionTimeoutMs, List<ClassicMember.Protocol> protocols) {
        boolean knows(String protocol) {
            return protocols.stream().anyMatch(p -> p.name().equals(protocol));
        }
    }

    public ConsumerMember {
        topics = topics.stream().distinct().sorted().toList();
    }

    boolean hasRegex() {
        return regex != null && !regex.isEmpty();
    }

    @Override
    public boolean isPlacedAs(ConsumerMember other) {
        return topics.equals(other.topics) && java.util.Objects.equals(text(regex), text(other.regex));
    }

    private static String text(String s) {
        return s == null ? "" : s;
    }

    @Override
    public ConsumerMember as(String otherId) {
        return new ConsumerMember(otherId, instanceId, rackId, clientId, clientHost, topics, regex,
                rebalanceTimeoutMs, assignor, classic);
    }
}
