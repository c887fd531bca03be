package io.odradek.console.inside;

import java.util.Map;

/**
 * What a broker has counted since it was started; whoever wants to know of the last minute asks twice.
 *
 * @param idle        what its network threads do not compute, 0 to 1, since somebody asked last
 * @param connections open now
 * @param requests    by API's name, such as Produce
 */
public record LoadInside(double idle, int connections, Map<String, RequestInside> requests) {

    /**
     * Requests of one API, in nanoseconds.
     *
     * @param counts   how many took at most the bound of the same index, and more than the one before
     * @param boundsNs the last is what is above
     * @param totalNs  all times together; then what of it they waited for their handler, were in it, waited for
     *                 others (other brokers, more data), and for the answers before them
     */
    public record RequestInside(long[] counts, long[] boundsNs, long totalNs, long queueNs, long localNs,
            long remoteNs, long sendNs) {
    }
}
