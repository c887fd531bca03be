package io.odradek.console.record;

/** Why bytes are none of a decoder's. Without a stack: it is thrown for every cell that is something else. */
final class Refused extends Exception {

    Refused(String why) {
        super(why, null, false, false);
    }
}
