package io.odradek.bench.operate;

import java.util.List;

/** Of some measurements. */
final class Median {
    private Median() {
    }

    static double of(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }
}
