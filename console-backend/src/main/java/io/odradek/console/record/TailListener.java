package io.odradek.console.record;

import io.odradek.console.problem.Problem;
import java.util.List;

/** Gets what a tail reads, on the tail's own thread; a slow listener slows its tail alone. */
public interface TailListener {

    /**
     * New records.
     *
     * @param dropped records left out by sampling since the last call
     */
    void records(List<RecordView> records, long dropped);

    /** The tail has ended by itself, for instance because the topic is gone. Nothing follows. */
    void ended(Problem why);
}
