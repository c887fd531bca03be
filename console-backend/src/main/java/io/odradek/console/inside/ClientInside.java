package io.odradek.console.inside;

/**
 * A connection to a broker.
 *
 * @param clientId        what its last request was signed with
 * @param software        what it says it is, such as apache-kafka-java; "unknown" where it says nothing
 * @param softwareVersion likewise
 * @param ageMs           since it was accepted
 */
public record ClientInside(String listener, String host, int port, String clientId, String software,
        String softwareVersion, long ageMs) {
}
