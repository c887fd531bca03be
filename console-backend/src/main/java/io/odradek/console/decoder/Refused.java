package io.odradek.console.decoder;

/** Why bytes are none of a decoder's, in one line. Without a stack: it is thrown for every cell that is another's. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    public Refused(String why) {
        super(why, null, false, false);
    }
}
