package io.odradek.engine.config;

import static io.odradek.engine.config.Key.ofBool;
import static io.odradek.engine.config.Key.ofInt;
import static io.odradek.engine.config.Key.ofList;
import static io.odradek.engine.config.Key.ofPassword;
import static io.odradek.engine.config.Key.ofString;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Broker keys about the connection to ZooKeeper. */
public final class ZookeeperKeys {
    public static final Key<String> CONNECT = ofString("zookeeper.connect", null,
            "The ensemble: host:port,…/chroot.");
    public static final Key<Integer> SESSION_TIMEOUT_MS = ofInt("zookeeper.session.timeout.ms", 18_000,
            "Milliseconds of silence after which a broker counts as gone.");
    public static final Key<Integer> CONNECTION_TIMEOUT_MS = ofInt("zookeeper.connection.timeout.ms", null,
            "Milliseconds to wait for the first connection; unset: the session timeout.");
    public static final Key<Integer> MAX_IN_FLIGHT_REQUESTS = ofInt("zookeeper.max.in.flight.requests", 10,
            "Requests to ZooKeeper in flight at most.").atLeast(1);
    public static final Key<Boolean> SET_ACL = ofBool("zookeeper.set.acl", false,
            "Whether znodes are protected: only who made them changes them, and nobody else reads secrets.");
    public static final Key<Boolean> SSL_CLIENT_ENABLE = ofBool("zookeeper.ssl.client.enable", false,
            "Whether to speak TLS to ZooKeeper.");
    public static final Key<String> CLIENT_CNXN_SOCKET = ofString("zookeeper.clientCnxnSocket", null,
            "The class of ZooKeeper's client that speaks to it; unset, with TLS: ClientCnxnSocketNetty.");
    public static final Key<String> SSL_KEYSTORE_LOCATION = ofString("zookeeper.ssl.keystore.location", null,
            "Key store with the certificate that is shown to ZooKeeper.");
    public static final Key<String> SSL_KEYSTORE_PASSWORD = ofPassword("zookeeper.ssl.keystore.password",
            "Password of that key store and of its key.");
    public static final Key<String> SSL_KEYSTORE_TYPE = ofString("zookeeper.ssl.keystore.type", null,
            "Type of that key store; unset: by the ending of its name.");
    public static final Key<String> SSL_TRUSTSTORE_LOCATION = ofString("zookeeper.ssl.truststore.location", null,
            "Trust store with who may have signed ZooKeeper's certificate.");
    public static final Key<String> SSL_TRUSTSTORE_PASSWORD = ofPassword("zookeeper.ssl.truststore.password",
            "Password of that trust store.");
    public static final Key<String> SSL_TRUSTSTORE_TYPE = ofString("zookeeper.ssl.truststore.type", null,
            "Type of that trust store; unset: by the ending of its name.");
    public static final Key<String> SSL_PROTOCOL = ofString("zookeeper.ssl.protocol", null,
            "TLS version that is offered to ZooKeeper; unset, with no enabled.protocols: 1.3 and 1.2.");
    public static final Key<List<String>> SSL_ENABLED_PROTOCOLS = ofList("zookeeper.ssl.enabled.protocols", null,
            "TLS versions that are allowed; unset: zookeeper.ssl.protocol.");
    public static final Key<List<String>> SSL_CIPHER_SUITES = ofList("zookeeper.ssl.cipher.suites", null,
            "Cipher suites that are allowed; unset: what the JVM allows.");
    public static final Key<String> SSL_ENDPOINT_IDENTIFICATION_ALGORITHM =
            ofString("zookeeper.ssl.endpoint.identification.algorithm", "HTTPS",
            "How ZooKeeper's name is checked against its certificate; empty: not at all.");
    public static final Key<Boolean> SSL_CRL_ENABLE = ofBool("zookeeper.ssl.crl.enable", false,
            "Whether certificates are looked up in revocation lists.");
    public static final Key<Boolean> SSL_OCSP_ENABLE = ofBool("zookeeper.ssl.ocsp.enable", false,
            "Whether certificates are asked about by OCSP.");

    static final List<Key<?>> ALL = List.of(CONNECT, SESSION_TIMEOUT_MS, CONNECTION_TIMEOUT_MS,
            MAX_IN_FLIGHT_REQUESTS, SET_ACL, SSL_CLIENT_ENABLE, CLIENT_CNXN_SOCKET, SSL_KEYSTORE_LOCATION,
            SSL_KEYSTORE_PASSWORD, SSL_KEYSTORE_TYPE, SSL_TRUSTSTORE_LOCATION, SSL_TRUSTSTORE_PASSWORD,
            SSL_TRUSTSTORE_TYPE, SSL_PROTOCOL, SSL_ENABLED_PROTOCOLS, SSL_CIPHER_SUITES,
            SSL_ENDPOINT_IDENTIFICATION_ALGORITHM, SSL_CRL_ENABLE, SSL_OCSP_ENABLE);

    private static final String PROTOCOL = "zookeeper.ssl.protocol";
    private static final String PROTOCOLS = "zookeeper.ssl.enabledProtocols";
    /** The names that ZooKeeper's own client has for what is told it as it stands. */
    private static final Map<Key<?>, String> CLIENTS_NAMES = Map.ofEntries(
            Map.entry(SSL_KEYSTORE_LOCATION, "zookeeper.ssl.keyStore.location"),
            Map.entry(SSL_KEYSTORE_PASSWORD, "zookeeper.ssl.keyStore.password"),
            Map.entry(SSL_KEYSTORE_TYPE, "zookeeper.ssl.keyStore.type"),
            Map.entry(SSL_TRUSTSTORE_LOCATION, "zookeeper.ssl.trustStore.location"),
            Map.entry(SSL_TRUSTSTORE_PASSWORD, "zookeeper.ssl.trustStore.password"),
            Map.entry(SSL_TRUSTSTORE_TYPE, "zookeeper.ssl.trustStore.type"),
            Map.entry(SSL_PROTOCOL, PROTOCOL),
            Map.entry(SSL_ENABLED_PROTOCOLS, PROTOCOLS),
            Map.entry(SSL_CIPHER_SUITES, "zookeeper.ssl.ciphersuites"),
            Map.entry(SSL_CRL_ENABLE, "zookeeper.ssl.crl"),
            Map.entry(SSL_OCSP_ENABLE, "zookeeper.ssl.ocsp"));
    private static final String SECURE = "zookeeper.client.secure";
    private static final String SOCKET = "zookeeper.clientCnxnSocket";
    private static final String FIPS = "zookeeper.fips-mode";
    private static final String HOSTNAME = "zookeeper.ssl.hostnameVerification";
    /** The only one that speaks TLS. */
    private static final String NETTY = "org.apache.zookeeper.ClientCnxnSocketNetty";

    private ZookeeperKeys() {}

    /**
     * What ZooKeeper's client is to be told beside the system properties that it reads itself: nothing of TLS where
     * that is not enabled, as with a real broker. What is not set leaves a system property of the same meaning in
     * force.
     */
    public static Map<String, String> client(BrokerConfig config) {
        String asked = told(config, SSL_CLIENT_ENABLE, SECURE);
        Map<String, String> all = new HashMap<>();
        // ZooKeeper's client of 3.9 would not log in by DIGEST-MD5; a real broker's, of 3.8, does.
        all.put(FIPS, System.getProperty(FIPS, "false"));
        boolean tls = asked == null ? Boolean.getBoolean(SECURE) : Boolean.parseBoolean(asked);
        if (!tls) return all;
        all.put(SECURE, "true");
        String socket = told(config, CLIENT_CNXN_SOCKET, SOCKET);
        if (socket != null) all.put(SOCKET, socket);
        else if (System.getProperty(SOCKET) == null) all.put(SOCKET, NETTY);
        CLIENTS_NAMES.forEach((key, name) -> {
            String value = told(config, key, name);
            if (value != null && !value.isEmpty()) all.put(name, value);
        });
        // A real broker offers 1.2 alone, which the ZooKeeper servers of today refuse where nothing is said to them.
        boolean versions = all.containsKey(PROTOCOL) || all.containsKey(PROTOCOLS)
                || System.getProperty(PROTOCOL) != null || System.getProperty(PROTOCOLS) != null;
        if (!versions) all.put(PROTOCOLS, "TLSv1.3,TLSv1.2");
        String algorithm = told(config, SSL_ENDPOINT_IDENTIFICATION_ALGORITHM, HOSTNAME);
        if (algorithm != null) {
            all.put(HOSTNAME, Boolean.toString(algorithm.toUpperCase(Locale.ROOT).equals("HTTPS")));
        }
        return all;
    }

    /** Null where the system property shall hold, or nothing is said. */
    private static String told(BrokerConfig config, Key<?> key, String property) {
        boolean unset = config.raw(key.name()) == null;
        if (unset && System.getProperty(property) != null) return null;
        Object value = config.get(key);
        return value == null ? null : key.print(value);
    }
}
