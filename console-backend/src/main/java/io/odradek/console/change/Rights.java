package io.odradek.console.change;

/** What somebody may do, as it is at the moment of asking: a right that was taken away is gone at once. Any thread. */
public interface Rights {

    /** Everything. */
    Rights ALL = _ -> "";

    /** Why this may not be done, in one sentence; empty when it may. */
    String refusal(Need need);
}
