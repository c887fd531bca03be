package io.odradek.console.record;

import io.odradek.console.decoder.Decoder;
import io.odradek.console.decoder.Refused;

/**
 * One decoder's look at some bytes.
 *
 * @param text what it made of them, at most the first thousand characters; null where they are not its own
 * @param why  why they are not; null where they are
 */
public record Attempt(String decoder, String text, String why) {

    static final int SHOWN = 1_000;

    static Attempt of(Decoder decoder, byte[] bytes) {
        try {
            String text = decoder.text(bytes, false);
            return new Attempt(decoder.id(), text.length() > SHOWN ? text.substring(0, SHOWN) : text, null);
        } catch (Refused refused) {
            return new Attempt(decoder.id(), null, refused.getMessage());
        }
    }
}
