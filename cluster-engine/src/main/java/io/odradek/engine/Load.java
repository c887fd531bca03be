package io.odradek.engine;

import io.odradek.engine.metric.Latency;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a broker has counted since it was started.
 *
 * @param idle        what its network threads do not compute, from 0 to 1; of the time since somebody asked last
 * @param connections open now
 * @param requests    by API's name, such as Produce
 */
public record Load(double idle, int connections, Map<String, Request> requests) {

    /**
     * Requests of one API, in nanoseconds.
     *
     * @param counts   how many took at most the bound of the same index, and more than the one before
     * @param boundsNs the last is {@link Long#MAX_VALUE}
     * @param totalNs  all times together; then what of it they waited for their handler, were in it, waited for others
     *                 (other brokers, more data), and for the answers before them
     */
    public record Request(long[] counts, long[] boundsNs, long totalNs, long queueNs, long localNs, long remoteNs,
                          long sendNs) {

        private LongStream figures() {
            return LongStream.concat(LongStream.of(totalNs, queueNs, localNs, remoteNs, sendNs),
                LongStream.concat(LongStream.of(boundsNs), LongStream.of(counts)));
        }

        private static Request of(long[] figures) {
            int buckets = (figures.length - TIMES) / 2;
            long[] bounds = LongStream.of(figures).skip(TIMES).limit(buckets).toArray();
            long[] counts = LongStream.of(figures).skip(TIMES + buckets).toArray();
            return new Request(counts, bounds, figures[0], figures[1], figures[2], figures[3], figures[4]);
        }
    }

    /** The total and its four parts. */
    private static final int TIMES = 5;

    static Load of(Insight insight, Meters meters) {
        Map<String, Latency> queue = meters.latencies(Meter.REQUEST_QUEUE_TIME);
        Map<String, Latency> local = meters.latencies(Meter.REQUEST_LOCAL_TIME);
        Map<String, Latency> remote = meters.latencies(Meter.REQUEST_REMOTE_TIME);
        Map<String, Latency> send = meters.latencies(Meter.REQUEST_SEND_TIME);
        Map<String, Request> requests = new HashMap<>();
        meters.latencies(Meter.REQUEST_TIME).forEach((api, time) -> requests.put(api, new Request(time.counts(),
            IntStream.range(0, time.buckets()).mapToLong(time::boundNs).toArray(), time.totalNs(),
            total(queue.get(api)), total(local.get(api)), total(remote.get(api)), total(send.get(api)))));
        return new Load(insight.idle(), insight.clients().size(), requests);
    }

    private static long total(Latency latency) {
        return latency == null ? 0 : latency.totalNs();
    }

    /** For {@link #parse}: a line of two figures, then one of every API, whose name has no blank. */
    String text() {
        StringBuilder text = new StringBuilder(idle + " " + connections + "\n");
        requests.forEach((api, request) -> {
            text.append(api);
            request.figures().forEach(figure -> text.append(' ').append(figure));
            text.append('\n');
        });
        return text.toString();
    }

    static Load parse(String text) {
        String[] lines = text.split("\n");
        String[] first = lines[0].split(" ");
        Map<String, Request> requests = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] words = lines[i].split(" ");
            requests.put(words[0], Request.of(
                Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray()));
        }
        return new Load(Double.parseDouble(first[0]), Integer.parseInt(first[1]), requests);
    }
}
