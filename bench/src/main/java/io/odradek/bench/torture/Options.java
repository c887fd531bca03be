package io.odradek.bench.torture;

import java.nio.file.Path;

/**
 * What a run was asked for.
 *
 * @param alone one broker that is killed again and again, instead of three under every fault
 * @param flush flush.messages=1: what is acknowledged is on the disk, not only in the page cache
 * @param rate  records a second
 * @param keep  where the files are made and stay; null for a directory that goes with a good end
 */
record Options(int rounds, long seed, boolean alone, boolean flush, int rate, Path keep) {
    static final String USAGE = """
        usage: bin/odradek torture [--rounds N] [--seed S] [--alone [--flush]] [--rate R] [--data DIR]

          --rounds N  how many faults, one after the other (50)
          --seed S    which ones, and how long each lasts (by the clock)
          --alone     one broker that is killed with kill -9, again and again; otherwise three brokers and every fault
          --flush     with flush.messages=1
          --rate R    records a second (5000)
          --data DIR  where the files are made and stay

        Network cuts need root (network namespaces); without it they are left out, which is said.
        """;

    /** Null when only the usage is wanted. */
    static Options parse(String[] words) {
        Options all = new Options(50, System.nanoTime() & 0xffff_ffffL, false, false, 5_000, null);
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--alone" -> all = all.alone(true);
                case "--flush" -> all = all.flush(true);
                case "--rounds" -> all = all.rounds((int) number(words, ++i));
                case "--seed" -> all = all.seed(number(words, ++i));
                case "--rate" -> all = all.rate((int) number(words, ++i));
                case "--data" -> all = all.keep(Path.of(value(words, ++i)).toAbsolutePath());
                case "--help", "-h" -> {
                    return null;
                }
                default -> throw new IllegalArgumentException("torture does not know " + words[i] + "; see --help");
            }
        }
        return all;
    }

    Options rounds(int n) {
        return new Options(n, seed, alone, flush, rate, keep);
    }

    Options seed(long s) {
        return new Options(rounds, s, alone, flush, rate, keep);
    }

    Options alone(boolean a) {
        return new Options(rounds, seed, a, flush, rate, keep);
    }

    Options flush(boolean f) {
        return new Options(rounds, seed, alone, f, rate, keep);
    }

    Options rate(int r) {
        return new Options(rounds, seed, alone, flush, r, keep);
    }

    Options keep(Path directory) {
        return new Options(rounds, seed, alone, flush, rate, directory);
    }

    private static long number(String[] words, int i) {
        try {
            return Long.parseLong(value(words, i));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(words[i - 1] + " wants a number, not " + words[i]);
        }
    }

    private static String value(String[] words, int i) {
        if (i >= words.length) throw new IllegalArgumentException(words[i - 1] + " needs a value");
        return words[i];
    }
}
