package io.odradek.engine.log;

/** An index that cannot be right. It is made anew from its segment. */
final class CorruptIndex extends RuntimeException {
    CorruptIndex(String message) {
        super(message);
    }
}
