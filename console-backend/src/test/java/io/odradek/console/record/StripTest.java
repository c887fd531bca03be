package io.odradek.console.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReadRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StripTest {

    private static final int RUNS = 2_000;

    /** However windows are divided among threads, whatever ends a look, and wherever the next one goes on. */
    @Test
    void everyMatchIsHandedOutOnceAndInOrder() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            TreeSet<Long> matches = new TreeSet<>();
            int length = 1 + random.nextInt(400);
            int every = 1 + random.nextInt(40);
            for (long offset = 0; offset < length; offset++) {
                if (random.nextInt(every) == 0) {
                    matches.add(offset);
                }
            }
            boolean backwards = random.nextBoolean();
            List<Long> wanted = new ArrayList<>(matches);
            if (backwards) {
                Collections.reverse(wanted);
            }
            assertThat(looks(random, matches, length, backwards)).as("seed %d", seed).isEqualTo(wanted);
        }
    }

    private static List<Long> looks(Random random, TreeSet<Long> matches, int length, boolean backwards) {
        List<Long> found = new ArrayList<>();
        Slice.Position at = new Slice.Position(0, 0, backwards ? length : 0, length);
        for (int look = 0; look < 10_000; look++) {
            Strip.Range range = new Strip.Range(at.startOffset(), at.endOffset(), at.nextOffset());
            Strip strip = new Strip(new Place("t", 0), backwards, range,
                    1 + random.nextInt(12), 1 + random.nextInt(30));
            boolean limited = false;
            while (!limited && !strip.done()) {
                if (strip.starving()) {
                    limited = fill(strip, random, matches);
                } else {
                    found.add(strip.remove().offset());
                    limited = random.nextInt(20) == 0;
                }
            }
            while (random.nextBoolean() && strip.head() != null) {
                found.add(strip.remove().offset());
            }
            if (strip.done()) {
                return found;
            }
            at = strip.position();
        }
        throw new AssertionError("no end, at " + at);
    }

    /** Whether a limit ended it. */
    private static boolean fill(Strip strip, Random random, TreeSet<Long> matches) {
        strip.open(1 + random.nextInt(200));
        boolean whole = random.nextInt(3) == 0;
        boolean limits = random.nextInt(4) == 0;
        List<Strip> parts = whole ? List.of(strip) : strip.split(1 + random.nextInt(5));
        for (Strip part : parts) {
            read(part, random, matches, limits && random.nextBoolean());
        }
        if (!whole) {
            strip.absorb(parts);
        }
        boolean limited = strip.filling();
        strip.abandon();
        return limited;
    }

    private static void read(Strip part, Random random, TreeSet<Long> matches, boolean limited) {
        long position = part.from();
        long end = part.to();
        while (part.filling() && position < end && !(limited && random.nextInt(3) == 0)) {
            long next = Math.min(end, position + 1 + random.nextInt(20));
            for (long offset : matches.subSet(position, next)) {
                if (part.filling()) {
                    part.take(new ReadRecord("t", 0, offset, 0, "CreateTime", 0, null, null, List.of(), null));
                }
            }
            part.reached(next);
            position = next;
        }
    }
}
