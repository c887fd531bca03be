package io.odradek.console.settings;

import java.net.URI;

/**
 * How the console is reached, and how far one gets.
 *
 * @param readOnly    whether nobody may change a cluster through it
 * @param address     what people open where a proxy or a name stands before it; null for the host and port
 * @param openMetrics whether /metrics needs no sign-in
 * @param auditTopic  where the audit log is written to besides its file; "none" for nowhere, empty for the default
 */
public record Access(boolean readOnly, URI address, boolean openMetrics, String auditTopic) {

    /** Nothing out of the ordinary. */
    public static final Access PLAIN = new Access(false, null, false, "");

    /** Whether nobody from another machine reaches what listens there. */
    public static boolean loopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }
}
