package io.odradek.engine.wire;

import io.odradek.engine.env.Rng;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A topic id, directory id or the like: 16 bytes, shown as Kafka shows them (URL-safe base64, 22 characters, no
 * padding).
 *
 * @param most  the first eight bytes, big-endian
 * @param least the last eight
 */
public record Uuid(long most, long least) implements Comparable<Uuid> {
    /** No id. */
    public static final Uuid ZERO = new Uuid(0, 0);
    /** Reserved by Kafka for the metadata topic; never given to another. */
    public static final Uuid ONE = new Uuid(0, 1);

    private static final int BYTES = 16;

    /**
     * A new id, of type 4 as in RFC 9562. Never one that begins with a dash: command lines would take it for an option.
     */
    public static Uuid random(Rng rng) {
        while (true) {
            Uuid id = random(rng.nextLong(), rng.nextLong());
            if (id.toString().charAt(0) != '-') {
                return id;
            }
        }
    }

    /** The id of type 4 with these random bits. */
    public static Uuid random(long most, long least) {
        return new Uuid(most & ~0xF000L | 0x4000L, least & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    /**
     * The opposite of {@link #toString}.
     *
     * @throws IllegalArgumentException if it is not 16 bytes in base64
     */
    public static Uuid parse(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("not an id of 16 bytes: " + text);
        }
        ByteBuffer b = ByteBuffer.wrap(bytes);
        return new Uuid(b.getLong(), b.getLong());
    }

    @Override
    public int compareTo(Uuid other) {
        int first = Long.compare(most, other.most);
        return first != 0 ? first : Long.compare(least, other.least);
    }

    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(BYTES).putLong(most).putLong(least).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
