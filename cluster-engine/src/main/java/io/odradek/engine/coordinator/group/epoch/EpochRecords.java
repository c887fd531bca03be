package io.odradek.engine.coordinator.group.epoch;

import io.odradek.engine.coordinator.LogRecord;

/** How a kind of groups is written; all but what only that kind has. */
public interface EpochRecords<M, T extends Holding<T>> {
    LogRecord noGroup(String group);

    LogRecord member(String group, M m);

    LogRecord noMember(String group, String memberId);

    LogRecord target(String group, String memberId, T target);

    LogRecord noTarget(String group, String memberId);

    LogRecord progress(String group, String memberId, Progress<T> p);

    LogRecord noProgress(String group, String memberId);

    /** @param nowMs when it was calculated */
    LogRecord targetEpoch(String group, int epoch, long nowMs);

    LogRecord noTargetEpoch(String group);
}
