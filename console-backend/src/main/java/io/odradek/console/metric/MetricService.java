package io.odradek.console.metric;

import java.util.List;

/** The time series kept here. Never blocks. */
public final class MetricService {

    /** The cluster's series of the last {@code seconds} (at most 900). */
    public List<Series> series(String cluster, int seconds) {
        throw new UnsupportedOperationException();
    }

    /** The text of /metrics. */
    public String scrape() {
        throw new UnsupportedOperationException();
    }
}
