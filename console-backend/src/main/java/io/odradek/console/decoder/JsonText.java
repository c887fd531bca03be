package io.odradek.console.decoder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/**
 * A JSON document as it is written, which refuses to become deeper or longer than anybody reads: a few bytes may claim
 * to be a billion items of no bytes each. Used once, by one thread.
 */
final class JsonText {

    /** Deeper than anybody reads; readers recurse. */
    static final int DEPTH = 200;
    /** Three times the largest record that the console reads (20 MiB). */
    private static final int LENGTH = 64 << 20;
    private static final JsonFactory JSON = new JsonFactory();

    /** What writes into it; throws {@link IOException} and {@link Refused}. */
    interface Writing {
        void into(JsonGenerator out) throws IOException, Refused;
    }

    private JsonText() {
    }

    /** The document, or why there is none: what the writing throws, said in one line. */
    static String of(Writing writing) throws Refused {
        Bounded text = new Bounded();
        try {
            JsonGenerator out = JSON.createGenerator(text);
            writing.into(out);
            out.close();
        } catch (IOException | RuntimeException e) {
            throw new Refused(Structured.oneLine(e));
        }
        return text.whole.toString();
    }

    /** Refused where it is deeper than {@link #DEPTH}. */
    static void deep(int depth) throws Refused {
        if (depth > DEPTH) {
            throw new Refused("it is nested more than " + DEPTH + " deep");
        }
    }

    private static final class Bounded extends Writer {

        private final StringWriter whole = new StringWriter();

        @Override
        public void write(char[] characters, int from, int count) throws IOException {
            if (whole.getBuffer().length() + count > LENGTH) {
                throw new IOException("its text is longer than " + (LENGTH >> 20) + " million characters");
            }
            whole.write(characters, from, count);
        }

        @Override
        public void flush() {
            // In memory.
        }

        @Override
        public void close() {
            // In memory.
        }
    }
}
