package io.odradek.engine.zk;

import java.util.List;
import java.util.Map;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * The configuration of a client that speaks no TLS. ZooKeeper's own reads the names of all TLS settings too, and for
 * that has the JVM's default TLS context made: the certificates of every authority are parsed, at a tenth of a
 * broker's start.
 */
final class PlainClientConfig extends ZKClientConfig {
    /** What ZooKeeper's own takes from the system's properties, TLS apart. */
    private static final List<String> FROM_SYSTEM = List.of(ZK_SASL_CLIENT_USERNAME,
            ZK_SASL_CLIENT_CANONICALIZE_HOSTNAME, LOGIN_CONTEXT_NAME_KEY, ENABLE_CLIENT_SASL_KEY,
            ZOOKEEPER_SERVER_REALM, DISABLE_AUTO_WATCH_RESET, ZOOKEEPER_CLIENT_CNXN_SOCKET, SECURE_CLIENT,
            JUTE_MAXBUFFER, KINIT_COMMAND, JGSS_NATIVE);

    /** A configuration with these settings, with TLS where they or the system's properties ask for it. */
    static ZKClientConfig of(Map<String, String> settings) {
        boolean secure = Boolean.parseBoolean(settings.getOrDefault(SECURE_CLIENT, System.getProperty(SECURE_CLIENT)));
        ZKClientConfig config = secure ? new ZKClientConfig() : new PlainClientConfig();
        settings.forEach(config::setProperty);
        return config;
    }

    @Override
    protected void handleBackwardCompatibility() {
        for (String key : FROM_SYSTEM) {
            String value = System.getProperty(key);
            if (value != null) setProperty(key, value);
        }
    }
}
