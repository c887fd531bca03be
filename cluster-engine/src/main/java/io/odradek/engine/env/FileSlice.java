package io.odradek.engine.env;

/**
 * A stretch of a file, to be sent without being read into the heap. It stays readable while the file is open, also when
 * it was renamed, and as a rule when it was deleted: not where its descriptor had been needed elsewhere. Bytes in the
 * stretch never change.
 *
 * @param position first byte
 * @param size     how many bytes
 */
public record FileSlice(DiskFile file, long position, int size) {}
