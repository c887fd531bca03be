package io.odradek.console.group;

import io.odradek.console.problem.Sentence;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster's groups as one sweep saw them. Immutable.
 *
 * @param takenMs when, epoch milliseconds; 0 before the first
 * @param trouble what could not be learned; empty when all is known
 */
record GroupPicture(long takenMs, Sentence trouble, SortedMap<String, GroupState> groups) {

    static final GroupPicture NONE = new GroupPicture(0, Sentence.NONE, new TreeMap<>());

    GroupPicture missed(Sentence why) {
        return new GroupPicture(takenMs, why, groups);
    }
}
