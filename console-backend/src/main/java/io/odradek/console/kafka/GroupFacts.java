package io.odradek.console.kafka;

import java.util.List;

/**
 * A group as its coordinator describes it.
 *
 * @param type        "classic", "consumer", "streams" or "share"
 * @param state       Kafka's name, such as "Stable"
 * @param protocol    of a classic group its protocol type, such as "consumer" or "connect"; else empty
 * @param assignor    who assigns; empty when unknown
 * @param coordinator broker id, -1 when unknown
 * @param epoch, targetEpoch of the group and of its target assignment, -1 where the protocol knows none
 */
public record GroupFacts(String id, String type, String state, String protocol, String assignor, int coordinator,
        int epoch, int targetEpoch, List<Member> members) {

    /**
     * A member.
     *
     * @param instanceId of a static member, else empty
     * @param epoch      -1 where the protocol knows none
     * @param assigned   what it has now
     * @param target     what it shall have; null where the protocol does not tell
     * @param tasks      of a Streams member: its tasks in words, such as "active 0_1"; else empty
     */
    public record Member(String id, String instanceId, String clientId, String host, int epoch, List<Place> assigned,
            List<Place> target, List<String> tasks) {
    }

    /** A group in a list of all. */
    public record Listed(String id, String type, String state, String protocol) {
    }
}
