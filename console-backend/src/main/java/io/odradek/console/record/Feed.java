package io.odradek.console.record;

import io.odradek.console.kafka.Writer;
import java.util.List;

/** Where the records of a job come from. One thread. */
interface Feed {

    /** The next ones; null at the end. May be empty where nothing was found yet. */
    List<Writer.Outgoing> next();

    /** Records read so far. */
    long scanned();

    /** Records there are in all, read or written; -1 when unknown. */
    long total();
}
