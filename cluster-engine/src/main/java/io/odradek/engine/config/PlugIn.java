package io.odradek.engine.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An instance of a class that the configuration names, of one of Kafka's own plug-in interfaces. Neither is the
 * engine's: both are on the class path because the operator put them there, and so they are only spoken to by name.
 */
final class PlugIn {
    private static final Logger LOG = LoggerFactory.getLogger(PlugIn.class);
    private static final String VIOLATION = "org.apache.kafka.common.errors.PolicyViolationException";

    private final String name;
    private final Object instance;
    private final Class<?> type;

    private PlugIn(String name, Object instance, Class<?> type) {
        this.name = name;
        this.instance = instance;
        this.type = type;
    }

    /**
     * Null where the key is not set.
     *
     * @throws ConfigError where it cannot be had: a rule that is asked for and not applied would be worse
     */
    static PlugIn of(Key<String> key, String type, BrokerConfig config, Map<String, String> properties) {
        String name = config.get(key);
        if (name == null || name.isEmpty()) return null;
        try {
            Class<?> named = Class.forName(name);
            Class<?> kafkas = Class.forName(type, true, named.getClassLoader());
            if (!kafkas.isAssignableFrom(named)) throw ConfigError.invalid(key.name(), name, "it is no " + type);
            PlugIn plugIn = new PlugIn(name, named.getDeclaredConstructor().newInstance(), kafkas);
            kafkas.getMethod("configure", Map.class).invoke(plugIn.instance, properties);
            return plugIn;
        } catch (InvocationTargetException e) {
            throw ConfigError.invalid(key.name(), name, "it does not begin: " + e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw ConfigError.invalid(key.name(), name, "there is no such class on the class path, or not what it"
                    + " needs (" + e + "); put its jar and Kafka's kafka-clients into CLASSPATH");
        }
    }

    /** A class of Kafka's. */
    Class<?> kafkas(String wanted) throws ClassNotFoundException {
        return Class.forName(wanted, true, type.getClassLoader());
    }

    /** Has it look at something; throws {@link Policies.Violation} where it says no. */
    void validate(Object metadata) {
        try {
            type.getMethod("validate", metadata.getClass()).invoke(instance, metadata);
        } catch (InvocationTargetException e) {
            throw new Policies.Violation(violates(e.getCause()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be asked", e);
        }
    }

    private static boolean violates(Throwable said) {
        for (Class<?> c = said.getClass(); c != null; c = c.getSuperclass()) {
            if (c.getName().equals(VIOLATION)) return true;
        }
        return false;
    }

    void close() {
        try {
            Method close = type.getMethod("close");
            close.invoke(instance);
        } catch (ReflectiveOperationException e) {
            LOG.warn("{} did not close", name, e);
        }
    }
}
