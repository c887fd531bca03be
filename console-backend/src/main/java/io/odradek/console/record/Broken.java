package io.odradek.console.record;

import io.odradek.console.decoder.Decoder;
import io.odradek.console.decoder.Refused;

/** Stands for a decoder that was kept and cannot be made any more, as when its file was edited. */
record Broken(String id, String why) implements Decoder {

    @Override
    public Shape shape() {
        return Shape.TEXT;
    }

    @Override
    public String text(byte[] bytes, boolean cut) throws Refused {
        throw new Refused(why);
    }
}
