package io.odradek.engine.config;

import static io.odradek.engine.config.Key.ofBool;
import static io.odradek.engine.config.Key.ofInt;
import static io.odradek.engine.config.Key.ofList;
import static io.odradek.engine.config.Key.ofLong;
import static io.odradek.engine.config.Key.ofPassword;
import static io.odradek.engine.config.Key.ofString;

import java.util.List;

/** Broker keys about listeners, connections, threads, quotas, TLS and SASL. */
public final class NetKeys {
    public static final Key<List<String>> LISTENERS = ofList("listeners", List.of("PLAINTEXT://:9092"),
            "Where to listen: NAME://host:port, several with commas.").perBroker();
    public static final Key<List<String>> ADVERTISED_LISTENERS = ofList("advertised.listeners", null,
            "What clients are told to connect to; unset: the listeners.").perBroker();
    public static final Key<List<String>> LISTENER_SECURITY_PROTOCOL_MAP = ofList("listener.security.protocol.map",
            List.of("SASL_SSL:SASL_SSL", "PLAINTEXT:PLAINTEXT", "SSL:SSL", "SASL_PLAINTEXT:SASL_PLAINTEXT"),
            "Which security protocol each listener name speaks.").perBroker();
    public static final Key<String> INTER_BROKER_LISTENER_NAME = ofString("inter.broker.listener.name", null,
            "The listener that brokers use among themselves.");
    public static final Key<String> SECURITY_INTER_BROKER_PROTOCOL =
            ofString("security.inter.broker.protocol", "PLAINTEXT",
            "The security protocol that brokers use among themselves.")
                    .oneOf("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    public static final Key<Integer> NUM_NETWORK_THREADS = ofInt("num.network.threads", 3,
            "Threads that read and write sockets.").atLeast(1).dynamic();
    public static final Key<Integer> NUM_IO_THREADS = ofInt("num.io.threads", 8, "Threads that may block on disk.")
            .atLeast(1).dynamic();
    public static final Key<Integer> BACKGROUND_THREADS = ofInt("background.threads", 10, "Threads for upkeep.")
            .atLeast(1).dynamic();
    public static final Key<Integer> SOCKET_SEND_BUFFER_BYTES = ofInt("socket.send.buffer.bytes", 100 << 10,
            "Send buffer of a connection in bytes, -1 for the system's choice.");
    public static final Key<Integer> SOCKET_RECEIVE_BUFFER_BYTES = ofInt("socket.receive.buffer.bytes", 100 << 10,
            "Receive buffer of a connection in bytes; -1, or the key not set at all, for the system's choice.");
    public static final Key<Integer> SOCKET_REQUEST_MAX_BYTES = ofInt("socket.request.max.bytes", 100 << 20,
            "Largest request in bytes; a larger one closes its connection.").atLeast(1);
    public static final Key<Integer> SOCKET_LISTEN_BACKLOG_SIZE = ofInt("socket.listen.backlog.size", 50,
            "Connections that may wait to be accepted.").atLeast(1);
    public static final Key<Integer> QUEUED_MAX_REQUESTS = ofInt("queued.max.requests", 500,
            "Requests in work at most; beyond, connections are not read.").atLeast(1);
    public static final Key<Long> QUEUED_MAX_REQUEST_BYTES = ofLong("queued.max.request.bytes", -1L,
            "Bytes of requests in work at most, -1 for no limit.");
    public static final Key<Integer> MAX_CONNECTIONS = ofInt("max.connections", Integer.MAX_VALUE,
            "Connections at most.").atLeast(0).dynamic();
    public static final Key<Integer> MAX_CONNECTIONS_PER_IP = ofInt("max.connections.per.ip", Integer.MAX_VALUE,
            "Connections from one address at most.").atLeast(0).dynamic();
    public static final Key<String> MAX_CONNECTIONS_PER_IP_OVERRIDES = ofString("max.connections.per.ip.overrides", "",
            "Other limits for some addresses: host:number, several with commas.").dynamic();
    public static final Key<Integer> MAX_CONNECTION_CREATION_RATE =
            ofInt("max.connection.creation.rate", Integer.MAX_VALUE,
            "New connections per second at most.").atLeast(0).dynamic();
    public static final Key<Long> CONNECTIONS_MAX_IDLE_MS = ofLong("connections.max.idle.ms", 600_000L,
            "Milliseconds after which a silent connection is closed.");
    public static final Key<Long> CONNECTIONS_MAX_REAUTH_MS = ofLong("connections.max.reauth.ms", 0L,
            "Milliseconds after which a client must authenticate again, 0 for never.");
    public static final Key<Integer> CONNECTION_FAILED_AUTHENTICATION_DELAY_MS =
            ofInt("connection.failed.authentication.delay.ms", 100,
            "Milliseconds by which the answer to a failed authentication is put off.").atLeast(0);
    public static final Key<Long> SOCKET_CONNECTION_SETUP_TIMEOUT_MS =
            ofLong("socket.connection.setup.timeout.ms", 10_000L,
            "Milliseconds to wait for a connection to another broker.");
    public static final Key<Integer> QUOTA_WINDOW_NUM = ofInt("quota.window.num", 11, "Samples kept for a quota.")
            .atLeast(1);
    public static final Key<Integer> QUOTA_WINDOW_SIZE_SECONDS =
            ofInt("quota.window.size.seconds", 1, "Seconds of one quota sample.").atLeast(1);
    public static final Key<Integer> REPLICATION_QUOTA_WINDOW_NUM = ofInt("replication.quota.window.num", 11,
            "Samples kept for the replication quota.").atLeast(1);
    public static final Key<Integer> REPLICATION_QUOTA_WINDOW_SIZE_SECONDS =
            ofInt("replication.quota.window.size.seconds", 1,
            "Seconds of one replication quota sample.").atLeast(1);
    public static final Key<Integer> CONTROLLER_QUOTA_WINDOW_NUM = ofInt("controller.quota.window.num", 11,
            "Samples kept for the quota of topic changes.").atLeast(1);
    public static final Key<Integer> CONTROLLER_QUOTA_WINDOW_SIZE_SECONDS =
            ofInt("controller.quota.window.size.seconds", 1,
            "Seconds of one sample of the quota of topic changes.").atLeast(1);
    public static final Key<Long> LEADER_THROTTLED_RATE = ofLong("leader.replication.throttled.rate", Long.MAX_VALUE,
            "Bytes per second that throttled replicas may be served.").atLeast(0).perBroker();
    public static final Key<Long> FOLLOWER_THROTTLED_RATE = ofLong("follower.replication.throttled.rate",
            Long.MAX_VALUE,
            "Bytes per second that throttled replicas may follow.").atLeast(0).perBroker();
    public static final Key<Long> ALTER_LOG_DIRS_RATE = ofLong("replica.alter.log.dirs.io.max.bytes.per.second",
            Long.MAX_VALUE,
            "Bytes per second that moves between log directories may copy.").atLeast(0).perBroker();
    public static final Key<String> AUTHORIZER_CLASS_NAME = ofString("authorizer.class.name", "",
            "Set to any of Kafka's authorizers to have ACLs checked.");
    public static final Key<String> SUPER_USERS = ofString("super.users", "",
            "Principals that may do everything, with semicolons between.");
    public static final Key<Boolean> ALLOW_EVERYONE_IF_NO_ACL_FOUND = ofBool("allow.everyone.if.no.acl.found", false,
            "Whether what has no ACL is open to all.");
    public static final Key<List<String>> SASL_ENABLED_MECHANISMS = ofList("sasl.enabled.mechanisms", List.of("GSSAPI"),
            "SASL mechanisms that clients may use.").perBroker();
    public static final Key<String> SASL_MECHANISM_INTER_BROKER_PROTOCOL =
            ofString("sasl.mechanism.inter.broker.protocol", "GSSAPI",
            "The SASL mechanism that brokers use among themselves.").perBroker();
    public static final Key<String> SASL_JAAS_CONFIG = ofPassword("sasl.jaas.config", "Credentials in JAAS form.")
            .perBroker();
    public static final Key<Integer> SASL_SERVER_MAX_RECEIVE_SIZE = ofInt("sasl.server.max.receive.size", 512 << 10,
            "Largest SASL message in bytes.");
    public static final Key<List<String>> SSL_ENABLED_PROTOCOLS =
            ofList("ssl.enabled.protocols", List.of("TLSv1.2", "TLSv1.3"),
            "TLS versions that are spoken.").perBroker();
    public static final Key<List<String>> SSL_CIPHER_SUITES =
            ofList("ssl.cipher.suites", List.of(), "Cipher suites; empty for the usual.").perBroker();
    public static final Key<String> SSL_CLIENT_AUTH = ofString("ssl.client.auth", "none",
            "Whether clients show a certificate.")
            .oneOf("required", "requested", "none").perBroker();
    public static final Key<String> SSL_KEYSTORE_TYPE = ofString("ssl.keystore.type", "JKS",
            "Format of the key store.").perBroker();
    public static final Key<String> SSL_KEYSTORE_LOCATION = ofString("ssl.keystore.location", null,
            "The key store's file.").perBroker();
    public static final Key<String> SSL_KEYSTORE_PASSWORD = ofPassword("ssl.keystore.password",
            "The key store's password.").perBroker();
    public static final Key<String> SSL_KEY_PASSWORD = ofPassword("ssl.key.password", "The private key's password.")
            .perBroker();
    public static final Key<String> SSL_KEYSTORE_KEY = ofPassword("ssl.keystore.key",
            "The private key itself, as PEM.").perBroker();
    public static final Key<String> SSL_KEYSTORE_CERTIFICATE_CHAIN = ofPassword("ssl.keystore.certificate.chain",
            "The certificates themselves, as PEM.").perBroker();
    public static final Key<String> SSL_TRUSTSTORE_TYPE = ofString("ssl.truststore.type", "JKS",
            "Format of the trust store.").perBroker();
    public static final Key<String> SSL_TRUSTSTORE_LOCATION =
            ofString("ssl.truststore.location", null, "The trust store's file.").perBroker();
    public static final Key<String> SSL_TRUSTSTORE_PASSWORD =
            ofPassword("ssl.truststore.password", "The trust store's password.").perBroker();
    public static final Key<String> SSL_TRUSTSTORE_CERTIFICATES = ofPassword("ssl.truststore.certificates",
            "The trusted certificates themselves, as PEM.").perBroker();
    public static final Key<String> SSL_ENDPOINT_IDENTIFICATION_ALGORITHM =
            ofString("ssl.endpoint.identification.algorithm", "https",
            "How a broker checks another's name; empty for not at all.").perBroker();
    public static final Key<List<String>> SSL_PRINCIPAL_MAPPING_RULES =
            ofList("ssl.principal.mapping.rules", List.of("DEFAULT"),
            "How a certificate's name becomes a principal.").perBroker();

    /** Keys that may change while the broker runs only for one listener, by its prefix. */
    public static final List<Key<?>> PER_LISTENER = List.of(SSL_KEYSTORE_TYPE, SSL_KEYSTORE_LOCATION,
            SSL_KEYSTORE_PASSWORD, SSL_KEY_PASSWORD, SSL_KEYSTORE_KEY, SSL_KEYSTORE_CERTIFICATE_CHAIN,
            SSL_TRUSTSTORE_TYPE, SSL_TRUSTSTORE_LOCATION, SSL_TRUSTSTORE_PASSWORD, SSL_TRUSTSTORE_CERTIFICATES);

    static final List<Key<?>> ALL = List.of(LISTENERS, ADVERTISED_LISTENERS, LISTENER_SECURITY_PROTOCOL_MAP,
            INTER_BROKER_LISTENER_NAME,
            SECURITY_INTER_BROKER_PROTOCOL, NUM_NETWORK_THREADS, NUM_IO_THREADS, BACKGROUND_THREADS,
                    SOCKET_SEND_BUFFER_BYTES,
            SOCKET_RECEIVE_BUFFER_BYTES, SOCKET_REQUEST_MAX_BYTES, SOCKET_LISTEN_BACKLOG_SIZE, QUEUED_MAX_REQUESTS,
            QUEUED_MAX_REQUEST_BYTES, MAX_CONNECTIONS, MAX_CONNECTIONS_PER_IP, MAX_CONNECTIONS_PER_IP_OVERRIDES,
            MAX_CONNECTION_CREATION_RATE, CONNECTIONS_MAX_IDLE_MS, CONNECTIONS_MAX_REAUTH_MS,
            CONNECTION_FAILED_AUTHENTICATION_DELAY_MS, SOCKET_CONNECTION_SETUP_TIMEOUT_MS, QUOTA_WINDOW_NUM,
            QUOTA_WINDOW_SIZE_SECONDS, REPLICATION_QUOTA_WINDOW_NUM, REPLICATION_QUOTA_WINDOW_SIZE_SECONDS,
            CONTROLLER_QUOTA_WINDOW_NUM, CONTROLLER_QUOTA_WINDOW_SIZE_SECONDS, LEADER_THROTTLED_RATE,
                    FOLLOWER_THROTTLED_RATE, ALTER_LOG_DIRS_RATE,
            AUTHORIZER_CLASS_NAME, SUPER_USERS, ALLOW_EVERYONE_IF_NO_ACL_FOUND, SASL_ENABLED_MECHANISMS,
            SASL_MECHANISM_INTER_BROKER_PROTOCOL, SASL_JAAS_CONFIG, SASL_SERVER_MAX_RECEIVE_SIZE, SSL_ENABLED_PROTOCOLS,
            SSL_CIPHER_SUITES, SSL_CLIENT_AUTH, SSL_KEYSTORE_TYPE, SSL_KEYSTORE_LOCATION, SSL_KEYSTORE_PASSWORD,
                    SSL_KEY_PASSWORD,
            SSL_KEYSTORE_KEY, SSL_KEYSTORE_CERTIFICATE_CHAIN, SSL_TRUSTSTORE_TYPE, SSL_TRUSTSTORE_LOCATION,
            SSL_TRUSTSTORE_PASSWORD, SSL_TRUSTSTORE_CERTIFICATES, SSL_ENDPOINT_IDENTIFICATION_ALGORITHM,
            SSL_PRINCIPAL_MAPPING_RULES);

    private NetKeys() {}
}
