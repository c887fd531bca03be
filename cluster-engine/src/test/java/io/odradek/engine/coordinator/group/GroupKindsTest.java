package io.odradek.engine.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.JoinGroupRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.ListGroupsRequest;
import io.odradek.engine.wire.message.ListGroupsResponse.ListedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members of one protocol that come to a group of another. */
class GroupKindsTest {
    private static final String NO_DELAY = "group.streams.initial.rebalance.delay.ms";

    private final GroupBench b = new GroupBench(Map.of(NO_DELAY, "0", "group.consumer.max.size", "3"));
    private final StreamsThread thread = new StreamsThread(b, "a", "p");

    @BeforeEach
    void topics() {
        for (String t : List.of("t", "in", "g-re", "g-log")) b.topic(t, 4);
    }

    private List<ListedGroup> listed(List<String> states, List<String> types) {
        return b.now(b.coordinator.admin().list(new ListGroupsRequest().statesFilter(new ArrayList<>(states))
                .typesFilter(new ArrayList<>(types)))).groups();
    }

    @Test
    void consumersOfEitherProtocolLeaveALiveStreamsGroupAlone() {
        assertThat(thread.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(thread.count()).isEqualTo(8);
        assertThat(b.now(Classic.join(b, "", null)).errorCode())
                .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL.code());
        assertThat(new Consumer(b, "c", null, "t").beat()).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND);
        assertThat(thread.beat()).isEqualTo(ErrorCode.NONE);
        b.failover();
        assertThat(thread.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(listed(List.of("stable"), List.of("Streams"))).hasSize(1);
        assertThat(listed(List.of("Stable"), List.of("classic", "consumer"))).isEmpty();
        assertThat(listed(List.of("Empty"), List.of())).isEmpty();
    }

    @Test
    void streamsThreadsLeaveLiveGroupsOfConsumersAlone() {
        Consumer one = new Consumer(b, "c", null, "t");
        assertThat(one.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(thread.beat()).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND);
        assertThat(one.beat()).isEqualTo(ErrorCode.NONE);
        one.leave();
        JoinGroupResponse m = Classic.alone(b);
        assertThat(thread.beat()).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND);
        assertThat(Classic.heartbeat(b, m.memberId(), m.generationId())).isEqualTo(ErrorCode.NONE);
        Classic.leave(b, m.memberId());
        assertThat(thread.beat()).isEqualTo(ErrorCode.NONE);
        b.failover();
        assertThat(listed(List.of(), List.of())).extracting(ListedGroup::groupType).containsExactly("streams");
    }

    @Test
    void aFullConsumerGroupTakesNoClassicMembersEither() {
        for (int i = 0; i < 3; i++) assertThat(new Consumer(b, "c" + i, null, "t").beat()).isEqualTo(ErrorCode.NONE);
        assertThat(b.now(Classic.join(b, "", null)).errorCode())
                .isEqualTo(ErrorCode.GROUP_MAX_SIZE_REACHED.code());
    }

    @Test
    void classicMembersOfAConsumerGroupHaveAProtocolInCommon() {
        assertThat(new Consumer(b, "c", null, "t").beat()).isEqualTo(ErrorCode.NONE);
        JoinGroupResponse m = b.now(Classic.joinNew(b));
        assertThat(m.errorCode()).isZero();
        JoinGroupRequest other = Classic.request("g", "", null, "t")
                .protocols(new ArrayList<>(List.of(Classic.protocol("roundrobin", "t"))));
        assertThat(b.now(b.coordinator.join(Classic.caller(Classic.JOIN), other)).errorCode())
                .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL.code());
        other.protocols().add(Classic.protocol("range", "t"));
        assertThat(b.now(b.coordinator.join(Classic.caller(Classic.JOIN), other)).errorCode())
                .isEqualTo(ErrorCode.MEMBER_ID_REQUIRED.code());
        JoinGroupRequest again = Classic.request("g", m.memberId(), null, "t")
                .protocols(new ArrayList<>(List.of(Classic.protocol("roundrobin", "t"))));
        assertThat(b.now(b.coordinator.join(Classic.caller(Classic.JOIN), again)).errorCode())
                .as("the only one may choose anew").isZero();
    }

    @Test
    void protocolsThatAreSwitchedOffAreRefused() {
        GroupBench classic = new GroupBench(Map.of("group.coordinator.rebalance.protocols", "classic"));
        assertThat(new Consumer(classic, "c", null, "t").beat()).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
        assertThat(new StreamsThread(classic, "a", "p").beat()).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
    }
}
