package io.odradek.console.change;

/** How much is asked of somebody; each includes those before. */
public enum Permission {
    /** Nothing: also before signing in. */
    NONE,
    /** To look. */
    VIEW,
    /** To change topics, records and groups. */
    EDIT,
    /** To change brokers, clusters and users. */
    ADMIN
}
