package io.odradek.engine.net;

/**
 * A connection as it is now.
 *
 * @param listener        the name of the listener that it came to
 * @param host            its address
 * @param clientId        what its last request was signed with; empty before the first
 * @param softwareName    what it says it is; "unknown" where it says nothing
 * @param ageMs           milliseconds since it was accepted
 */
public record ClientLook(String listener, String host, int port, String clientId, String softwareName,
        String softwareVersion, long ageMs) {}
