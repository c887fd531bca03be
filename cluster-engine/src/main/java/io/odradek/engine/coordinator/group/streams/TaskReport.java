package io.odradek.engine.coordinator.group.streams;

import java.util.Map;

/** How far a member's tasks have come in their changelogs, and how long those were, summed up by task. */
record TaskReport(Map<Task, Long> offsets, Map<Task, Long> ends) {
    static final TaskReport NONE = new TaskReport(Map.of(), Map.of());

    /** True when the member's store of the task is at most so many records behind. */
    boolean isWarm(Task t, long acceptableLag) {
        Long offset = offsets.get(t);
        Long end = ends.get(t);
        return offset != null && end != null && end - offset <= acceptableLag;
    }
}
