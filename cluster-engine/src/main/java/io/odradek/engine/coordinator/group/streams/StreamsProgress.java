package io.odradek.engine.coordinator.group.streams;

/**
 * How far a member has come.
 *
 * @param epoch         that it must name; 0 before its first assignment
 * @param previousEpoch that it may still name where an answer was lost
 * @param assigned      what it may work on
 * @param revoking      what it was told to give back and has not
 */
record StreamsProgress(int epoch, int previousEpoch, State state, TaskSets assigned, TaskSets revoking) {
    static final StreamsProgress NEW = new StreamsProgress(0, 0, State.STABLE, TaskSets.NONE, TaskSets.NONE);

    /** Where a member stands on its way to its target, with the numbers of the record. */
    enum State {
        STABLE((byte) 0), UNREVOKED_TASKS((byte) 1), UNRELEASED_TASKS((byte) 2), UNKNOWN((byte) 127);

        private final byte code;

        State(byte code) {
            this.code = code;
        }

        byte code() {
            return code;
        }

        static State of(byte code) {
            for (State s : values()) if (s.code == code) return s;
            return UNKNOWN;
        }
    }
}
