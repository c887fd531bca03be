package io.odradek.engine.config;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of Kafka 3.9 and 4.3 broker keys which are not acted upon here: taken without complaint, but named at start.
 */
final class KafkaKeys {
    private static final Set<String> NAMES = Set.of("""
            add.partitions.to.txn.retry.backoff.max.ms add.partitions.to.txn.retry.backoff.ms
            alter.log.dirs.replication.quota.window.num
            alter.log.dirs.replication.quota.window.size.seconds auto.include.jmx.reporter
            broker.heartbeat.interval.ms broker.id.generation.enable broker.session.timeout.ms
            client.quota.callback.class config.providers control.plane.listener.name controller.listener.names
            controller.performance.always.log.threshold.ms controller.performance.sample.period.ms
            controller.quorum.append.linger.ms controller.quorum.auto.join.enable
            controller.quorum.bootstrap.servers controller.quorum.election.backoff.max.ms
            controller.quorum.election.timeout.ms controller.quorum.fetch.max.bytes
            controller.quorum.fetch.snapshot.max.bytes controller.quorum.fetch.timeout.ms
            controller.quorum.request.timeout.ms controller.quorum.retry.backoff.ms controller.quorum.voters
            cordoned.log.dirs delegation.token.expiry.check.interval.ms
            delegation.token.expiry.time.ms delegation.token.master.key delegation.token.max.lifetime.ms
            delegation.token.secret.key delete.records.purgatory.purge.interval.requests early.start.listeners
            eligible.leader.replicas.enable follower.fetch.last.tiered.offset.enable
            group.consumer.max.assignment.interval.ms group.consumer.min.assignment.interval.ms
            group.coordinator.background.threads group.coordinator.cached.buffer.max.bytes
            group.coordinator.new.enable group.share.assignment.interval.ms group.share.assignors
            group.share.enable group.share.initialize.retry.interval.ms group.share.max.assignment.interval.ms
            group.share.max.delivery.count.limit group.share.max.groups
            group.share.max.partition.max.record.locks group.share.min.assignment.interval.ms
            group.share.min.delivery.count.limit group.share.min.partition.max.record.locks
            group.share.persister.class.name group.streams.assignment.interval.ms
            group.streams.max.assignment.interval.ms group.streams.min.assignment.interval.ms
            initial.broker.registration.timeout.ms kafka.metrics.polling.interval.secs kafka.metrics.reporters
            log.dir.failure.timeout.ms metadata.log.dir metadata.log.max.record.bytes.between.snapshots
            metadata.log.max.snapshot.interval.ms metadata.log.segment.bytes metadata.log.segment.min.bytes
            metadata.log.segment.ms metadata.max.idle.interval.ms metadata.max.retention.bytes
            metadata.max.retention.ms metric.reporters metrics.num.samples metrics.recording.level
            metrics.sample.window.ms num.replica.alter.log.dirs.threads offsets.commit.required.acks
            password.encoder.cipher.algorithm password.encoder.iterations password.encoder.key.length
            password.encoder.keyfactory.algorithm password.encoder.old.secret password.encoder.secret
            principal.builder.class process.roles remote.fetch.max.wait.ms remote.list.offsets.request.timeout.ms
            remote.log.index.file.cache.total.size.bytes remote.log.index.file.cache.ttl.ms
            remote.log.manager.copier.thread.pool.size remote.log.manager.copy.max.bytes.per.second
            remote.log.manager.copy.quota.window.num remote.log.manager.copy.quota.window.size.seconds
            remote.log.manager.expiration.thread.pool.size remote.log.manager.fetch.max.bytes.per.second
            remote.log.manager.fetch.quota.window.num remote.log.manager.fetch.quota.window.size.seconds
            remote.log.manager.follower.thread.pool.size remote.log.manager.task.interval.ms
            remote.log.manager.task.retry.backoff.max.ms remote.log.manager.task.retry.backoff.ms
            remote.log.manager.task.retry.jitter remote.log.manager.thread.pool.size
            remote.log.metadata.custom.metadata.max.bytes remote.log.metadata.manager.class.name
            remote.log.metadata.manager.class.path remote.log.metadata.manager.impl.prefix
            remote.log.metadata.manager.listener.name remote.log.reader.max.pending.tasks
            remote.log.reader.threads remote.log.storage.manager.class.name remote.log.storage.manager.class.path
            remote.log.storage.manager.impl.prefix remote.log.storage.system.enable
            sasl.client.callback.handler.class sasl.kerberos.kinit.cmd sasl.kerberos.min.time.before.relogin
            sasl.kerberos.principal.to.local.rules sasl.kerberos.service.name sasl.kerberos.ticket.renew.jitter
            sasl.kerberos.ticket.renew.window.factor sasl.login.callback.handler.class sasl.login.class
            sasl.login.connect.timeout.ms sasl.login.read.timeout.ms sasl.login.refresh.buffer.seconds
            sasl.login.refresh.min.period.seconds sasl.login.refresh.window.factor
            sasl.login.refresh.window.jitter sasl.login.retry.backoff.max.ms sasl.login.retry.backoff.ms
            sasl.mechanism.controller.protocol sasl.oauthbearer.assertion.algorithm
            sasl.oauthbearer.assertion.claim.aud sasl.oauthbearer.assertion.claim.exp.seconds
            sasl.oauthbearer.assertion.claim.iss sasl.oauthbearer.assertion.claim.jti.include
            sasl.oauthbearer.assertion.claim.nbf.seconds sasl.oauthbearer.assertion.claim.sub
            sasl.oauthbearer.assertion.file sasl.oauthbearer.assertion.private.key.file
            sasl.oauthbearer.assertion.private.key.passphrase sasl.oauthbearer.assertion.template.file
            sasl.oauthbearer.client.credentials.client.id sasl.oauthbearer.client.credentials.client.secret
            sasl.oauthbearer.clock.skew.seconds sasl.oauthbearer.expected.audience
            sasl.oauthbearer.expected.issuer sasl.oauthbearer.jwks.endpoint.refresh.ms
            sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms sasl.oauthbearer.jwks.endpoint.retry.backoff.ms
            sasl.oauthbearer.jwks.endpoint.url sasl.oauthbearer.jwt.retriever.class
            sasl.oauthbearer.jwt.validator.class sasl.oauthbearer.scope sasl.oauthbearer.scope.claim.name
            sasl.oauthbearer.sub.claim.name sasl.oauthbearer.token.endpoint.url
            sasl.server.callback.handler.class security.providers server.max.startup.time.ms
            share.coordinator.append.linger.ms share.coordinator.cached.buffer.max.bytes
            share.coordinator.cold.partition.snapshot.interval.ms share.coordinator.load.buffer.size
            share.coordinator.snapshot.update.records.per.snapshot
            share.coordinator.state.topic.compression.codec share.coordinator.state.topic.prune.interval.ms
            share.coordinator.threads share.coordinator.write.timeout.ms
            share.fetch.purgatory.purge.interval.requests socket.connection.setup.timeout.max.ms
            ssl.allow.dn.changes ssl.allow.san.changes ssl.engine.factory.class ssl.keymanager.algorithm
            ssl.protocol ssl.provider ssl.secure.random.implementation ssl.trustmanager.algorithm
            telemetry.max.bytes unclean.leader.election.interval.ms unstable.api.versions.enable
            unstable.feature.versions.enable zookeeper.metadata.migration.enable
            zookeeper.metadata.migration.min.batch.size
            """.trim().split("\\s+"));
    /** Per-listener keys ({@code listener.name.NAME.…}) and those that plug-ins read for themselves. */
    private static final Pattern PREFIXED =
            Pattern.compile("(listener\\.name|rsm\\.config|rlmm\\.config|config\\.providers)\\..+");

    private KafkaKeys() {}

    static boolean knows(String name) {
        return NAMES.contains(name) || PREFIXED.matcher(name).matches();
    }
}
