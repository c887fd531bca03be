package io.odradek.console.overview;

/** The overview of a cluster. Never blocks: it reads the snapshot. */
public final class OverviewService {

    public Overview overview(String cluster) {
        throw new UnsupportedOperationException();
    }
}
