package io.odradek.console.kafka;

/** Which offset of a partition. */
public enum OffsetKind {
    /** The first that is kept. */
    EARLIEST,
    /** The high watermark: where the next visible record will be. */
    LATEST,
    /** The last stable offset: where the next record of a decided transaction will be. */
    LAST_STABLE
}
