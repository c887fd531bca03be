package io.odradek.console.change;

import io.odradek.console.problem.Sentence;

/** What somebody may do, as it is at the moment of asking: a right that was taken away is gone at once. Any thread. */
public interface Rights {

    /** Everything. */
    Rights ALL = _ -> Sentence.NONE;

    /** Why this may not be done, in one sentence; empty when it may. */
    Sentence refusal(Need need);
}
