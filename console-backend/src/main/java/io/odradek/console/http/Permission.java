package io.odradek.console.http;

/** What a route asks of whoever calls it; each includes those before. */
public enum Permission {
    /** To look. */
    VIEW,
    /** To change topics and records. */
    EDIT,
    /** To change brokers and clusters. */
    ADMIN
}
