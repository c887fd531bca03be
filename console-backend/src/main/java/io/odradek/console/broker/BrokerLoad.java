package io.odradek.console.broker;

import java.util.List;

/**
 * How busy a broker is.
 *
 * @param idle     share of time in which its network threads compute nothing, 0 to 1
 * @param p50Ms    half the requests took at most this long, p99Ms nearly all; bounds of buckets that double, of the
 *                 requests that do not wait on purpose (all but Fetch, JoinGroup and SyncGroup); 0 where there were
 *                 none
 * @param windowMs of which time; 0 for all since the broker was started
 * @param requests by API, the most time first
 */
public record BrokerLoad(int broker, double idle, int connections, double p50Ms, double p99Ms, double perSecond,
        long windowMs, List<RequestRow> requests) {

    /**
     * Requests of one API in that time.
     *
     * @param p50Ms   and p99Ms as above, of the whole time from a request's last byte to its answer's hand-over
     * @param queueMs on average until its handler; then inside it; then until others had answered or data had come;
     *                then until the answers before it were gone
     */
    public record RequestRow(String api, long count, double perSecond, double p50Ms, double p99Ms, double queueMs,
            double localMs, double remoteMs, double sendMs) {
    }
}
