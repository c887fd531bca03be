package io.odradek.engine.wire;

import io.netty.buffer.ByteBuf;

/**
 * One message of the protocol or one record of an internal topic, as plain mutable data. A new one has its schema's
 * defaults.
 *
 * <p>Ownership: buffers among the fields ({@code bytes} as {@link ByteBuf}, {@code records} as {@link Payload}) stay
 * with whoever made them. {@link #read} sets slices of the frame that are not retained; they live as long as the frame.
 */
public interface Message {
    /** The first version that {@link #read} and {@link #write} know. */
    short oldestVersion();

    /** The last version that {@link #read} and {@link #write} know, also where Kafka does not offer it yet. */
    short newestVersion();

    /**
     * Reads all fields of this version, from the reader index on; bytes after the message are left alone. Call it on a
     * new message: fields which the version has not are not touched. Never allocates more than a small multiple of what
     * {@code in} holds.
     *
     * @throws WireException if the bytes are not such a message; this object is then to be thrown away
     */
    void read(ByteBuf in, short version);

    /**
     * Appends the message, byte for byte as Kafka's own codec would.
     *
     * @throws WireException if a field is null where the version has no null, too long, or set where the version lacks
     *     the field and it may not be lost; {@code out} is then to be released
     */
    void write(Sink out, short version);
}
