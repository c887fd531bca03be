package io.odradek.engine.net;

import io.odradek.engine.metric.Counter;
import io.odradek.engine.metric.Latency;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import io.odradek.engine.wire.ApiKey;

/** The handles of one API key. Made when the key is first asked for, so that the list shows what is in use. */
record ApiMeters(Latency time, Latency queue, Latency local, Latency remote, Latency send, Latency throttle,
        Counter bytesIn, Counter bytesOut, Counter failures) {

    private static ApiMeters of(Meters meters, String api) {
        return new ApiMeters(meters.latency(Meter.REQUEST_TIME, api), meters.latency(Meter.REQUEST_QUEUE_TIME, api),
            meters.latency(Meter.REQUEST_LOCAL_TIME, api), meters.latency(Meter.REQUEST_REMOTE_TIME, api),
            meters.latency(Meter.REQUEST_SEND_TIME, api), meters.latency(Meter.REQUEST_THROTTLE_TIME, api),
            meters.counter(Meter.REQUEST_BYTES, api),
            meters.counter(Meter.RESPONSE_BYTES, api), meters.counter(Meter.REQUEST_FAILURES, api));
    }

    /** All keys of a broker. Any thread: a lost race makes the same handles twice. */
    static final class Table {
        private final Meters meters;
        private final ApiMeters[] byId = new ApiMeters[ApiKey.values()[ApiKey.values().length - 1].id() + 1];

        Table(Meters meters) {
            this.meters = meters;
        }

        ApiMeters of(ApiKey key) {
            ApiMeters present = byId[key.id()];
            return present != null ? present : (byId[key.id()] = ApiMeters.of(meters, name(key)));
        }

        /** As Kafka's documentation and metrics name it: ListOffsets. */
        private static String name(ApiKey key) {
            String request = key.newRequest().getClass().getSimpleName();
            return request.substring(0, request.length() - "Request".length());
        }
    }
}
