package io.odradek.engine.coordinator.group.classic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.WireException;
import io.odradek.engine.wire.message.ConsumerProtocolAssignment;
import io.odradek.engine.wire.message.ConsumerProtocolSubscription;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What consumers of the classic protocol write into their metadata and assignments: {@code int16 version | message}.
 */
public final class Subscriptions {
    public static final String PROTOCOL_TYPE = "consumer";

    private Subscriptions() {}

    /**
     * @throws WireException when it is no consumer's subscription
     */
    public static ConsumerProtocolSubscription read(byte[] metadata) {
        return read(metadata, new ConsumerProtocolSubscription(), ConsumerProtocolSubscription.NEWEST_VERSION);
    }

    public static ConsumerProtocolAssignment readAssignment(byte[] assignment) {
        return read(assignment, new ConsumerProtocolAssignment(), ConsumerProtocolAssignment.NEWEST_VERSION);
    }

    /** Newer versions only add fields at the end, so they are read as the newest that is known. */
    private static <M extends Message> M read(byte[] bytes, M into, short newest) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        if (in.readableBytes() < Short.BYTES) throw new WireException("a consumer's metadata of " + bytes.length);
        short version = in.readShort();
        if (version < 0) throw new WireException("consumer's metadata of version " + version);
        into.read(in, (short) Math.min(version, newest));
        return into;
    }

    /** Topics of all members, or null where one can not be understood: then every topic may be subscribed. */
    static Set<String> topics(Collection<ClassicMember> members, String protocol) {
        Set<String> all = new HashSet<>();
        try {
            for (ClassicMember m : members) all.addAll(read(m.metadata(protocol)).topics());
            return all;
        } catch (WireException e) {
            return null;
        }
    }
}
