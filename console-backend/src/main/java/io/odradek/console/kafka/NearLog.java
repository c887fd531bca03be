package io.odradek.console.kafka;

/**
 * The logs of a cluster that runs in this process, read without a client in between. Many threads; each call stays on
 * its caller's, which must not be interrupted meanwhile.
 */
public interface NearLog {

    /**
     * Bytes that every record wanted has, so that others are passed over unseen.
     *
     * @param anyCase whether letters of ASCII may be in either case
     */
    record Needle(byte[] bytes, boolean anyCase) {
    }

    /**
     * What to read.
     *
     * @param to        no offset at this or above
     * @param committed nothing of transactions that were aborted or are undecided
     * @param needle    null for none
     */
    record Range(Place place, long from, long to, boolean committed, Needle needle) {
    }

    /** Takes what is read. */
    interface Visitor {
        /** A record that may hold the needle. False ends the scan. */
        boolean record(ReadRecord record);

        /** So many records and bytes were looked at, and this offset is the next. False ends the scan. */
        boolean read(long next, int records, int bytes);
    }

    /** Reads until the end of the range or until the visitor has enough. */
    void scan(Range range, Visitor visitor) throws Elsewhere;

    /** No broker of this process leads the partition now: a client has to read it. */
    final class Elsewhere extends Exception {
        public Elsewhere(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
