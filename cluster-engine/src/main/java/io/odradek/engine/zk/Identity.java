package io.odradek.engine.zk;

import javax.security.auth.login.Configuration;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * Who this broker is to ZooKeeper, by SASL or by its certificate. Without an answer znodes cannot be protected: nobody
 * would own them.
 */
final class Identity {
    static final String WAYS = "the section Client of the file that -Djava.security.auth.login.config names, or"
            + " zookeeper.ssl.client.enable and zookeeper.ssl.keystore.location";
    private static final String KEY_STORE = "zookeeper.ssl.keyStore.location";

    private Identity() {}

    static boolean known(ZKClientConfig config) {
        return bySasl(config) || byCertificate(config);
    }

    private static boolean byCertificate(ZKClientConfig config) {
        return config.getBoolean(ZKClientConfig.SECURE_CLIENT) && config.getProperty(KEY_STORE) != null;
    }

    private static boolean bySasl(ZKClientConfig config) {
        if (!config.isSaslClientEnabled()) return false;
        String section = config.getProperty(ZKClientConfig.LOGIN_CONTEXT_NAME_KEY,
                ZKClientConfig.LOGIN_CONTEXT_NAME_KEY_DEFAULT);
        try {
            return Configuration.getConfiguration().getAppConfigurationEntry(section) != null;
        } catch (SecurityException e) {
            // There is no such file, or none that can be read.
            return false;
        }
    }
}
