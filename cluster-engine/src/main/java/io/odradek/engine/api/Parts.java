package io.odradek.engine.api;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.Policies;
import io.odradek.engine.controller.ConfigStore;
import io.odradek.engine.controller.Controller;
import io.odradek.engine.env.Timers;
import io.odradek.engine.log.LogDirectories;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.replica.Replicas;
import java.util.function.Supplier;

/**
 * The rooms of one broker that handlers speak to.
 *
 * @param config the newest, dynamic values included
 */
public record Parts(Replicas replicas, Metadata metadata, Supplier<BrokerConfig> config, Controller controller,
                    ConfigStore configs, LogDirectories logs, Timers timers, Policies policies) {}
