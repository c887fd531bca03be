package io.odradek.console.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.odradek.console.inside.LoadInside;
import io.odradek.console.inside.LoadInside.RequestInside;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts of two looks become figures of the time between. */
class LoadsTest {

    private static final long[] BOUNDS = {1_000_000, 2_000_000, 4_000_000, Long.MAX_VALUE};

    private final Loads loads = new Loads();

    @Test
    void firstLookIsOfAllTimeAndLaterOnesOfTheLastMinute() {
        BrokerLoad first = at(0, request(100, 0, 0, 0));
        assertThat(first.windowMs()).isZero();
        assertThat(first.p99Ms()).isEqualTo(1);
        assertThat(first.requests()).singleElement().returns(0.0, BrokerLoad.RequestRow::perSecond);
        BrokerLoad second = at(10_000, request(100, 0, 90, 10));
        assertThat(second.windowMs()).isEqualTo(10_000);
        assertThat(second.perSecond()).isEqualTo(10);
        assertThat(second.p50Ms()).as("the hundred before are not seen").isEqualTo(4);
        assertThat(second.p99Ms()).as("above the last bound").isEqualTo(4);
        assertThat(second.requests().getFirst().queueMs()).isEqualTo(1, within(0.001));
        for (int second5 = 15; second5 <= 120; second5 += 5) {
            at(second5 * 1_000, request(100, 0, 90, 10));
        }
        BrokerLoad quiet = at(121_000, request(100, 0, 90, 10));
        assertThat(quiet.windowMs()).isBetween(55_000L, 61_000L);
        assertThat(quiet.requests()).isEmpty();
        assertThat(quiet.p50Ms()).isZero();
    }

    @Test
    void brokerThatWasStartedAgainBeginsAnew() {
        at(0, request(100, 0, 0, 0));
        at(10_000, request(200, 0, 0, 0));
        BrokerLoad anew = at(20_000, request(0, 5, 0, 0));
        assertThat(anew.windowMs()).isZero();
        assertThat(anew.requests().getFirst().count()).isEqualTo(5);
        assertThat(anew.p50Ms()).isEqualTo(2);
    }

    @Test
    void whatWaitsOnPurposeIsListedAndLeftOutOfTheBrokersOwnLatency() {
        BrokerLoad load = loads.of("c", 1, new LoadInside(0.5, 3, Map.of("Fetch", request(0, 0, 0, 50), "Produce",
                request(10, 0, 0, 0))), 0);
        assertThat(load.p99Ms()).isEqualTo(1);
        assertThat(load.requests()).extracting(BrokerLoad.RequestRow::api).containsExactly("Fetch", "Produce");
        assertThat(load).returns(0.5, BrokerLoad::idle).returns(3, BrokerLoad::connections);
    }

    private BrokerLoad at(long ms, RequestInside produce) {
        return loads.of("c", 1, new LoadInside(1, 0, Map.of("Produce", produce)), ms);
    }

    private static RequestInside request(long... counts) {
        long all = java.util.Arrays.stream(counts).sum();
        return new RequestInside(counts, BOUNDS, all * 2_000_000, all * 1_000_000, all * 500_000, 0, 0);
    }
}
