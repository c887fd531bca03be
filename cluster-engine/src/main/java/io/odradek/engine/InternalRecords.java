package io.odradek.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.RecordCodec;
import io.odradek.engine.coordinator.group.GroupRecords;
import io.odradek.engine.coordinator.transaction.TransactionCoordinator;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.WireException;
import io.odradek.engine.wire.message.ConsumerProtocolAssignment;
import io.odradek.engine.wire.message.ConsumerProtocolSubscription;
import io.odradek.engine.wire.message.ShareGroupCurrentMemberAssignmentKey;
import io.odradek.engine.wire.message.ShareGroupCurrentMemberAssignmentValue;
import io.odradek.engine.wire.message.ShareGroupMemberMetadataKey;
import io.odradek.engine.wire.message.ShareGroupMemberMetadataValue;
import io.odradek.engine.wire.message.ShareGroupMetadataKey;
import io.odradek.engine.wire.message.ShareGroupMetadataValue;
import io.odradek.engine.wire.message.ShareGroupStatePartitionMetadataKey;
import io.odradek.engine.wire.message.ShareGroupStatePartitionMetadataValue;
import io.odradek.engine.wire.message.ShareGroupTargetAssignmentMemberKey;
import io.odradek.engine.wire.message.ShareGroupTargetAssignmentMemberValue;
import io.odradek.engine.wire.message.ShareGroupTargetAssignmentMetadataKey;
import io.odradek.engine.wire.message.ShareGroupTargetAssignmentMetadataValue;
import io.odradek.engine.wire.message.ShareSnapshotKey;
import io.odradek.engine.wire.message.ShareSnapshotValue;
import io.odradek.engine.wire.message.ShareUpdateKey;
import io.odradek.engine.wire.message.ShareUpdateValue;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;

/**
 * What stands in the records of {@code __consumer_offsets}, {@code __transaction_state} and
 * {@code __share_group_state}, as JSON by the names of Kafka's schemas; also those that Apache Kafka wrote. (No client
 * can read {@code __cluster_metadata}: Kafka's controllers give it to brokers alone.) Immutable.
 */
public final class InternalRecords {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Kafka's topic of what share groups have acknowledged; the room of share groups is not here yet. */
    private static final String SHARE_STATE = "__share_group_state";

    private final Map<String, RecordCodec> codecs = Map.of(InternalTopics.OFFSETS, groups(),
        InternalTopics.TRANSACTIONS, TransactionCoordinator.codec(), SHARE_STATE, shares());

    private static RecordCodec groups() {
        return GroupRecords.codec()
            .with(ShareGroupMetadataKey.RECORD_TYPE, ShareGroupMetadataKey::new, ShareGroupMetadataValue::new)
            .with(ShareGroupMemberMetadataKey.RECORD_TYPE, ShareGroupMemberMetadataKey::new,
                ShareGroupMemberMetadataValue::new)
            .with(ShareGroupTargetAssignmentMetadataKey.RECORD_TYPE, ShareGroupTargetAssignmentMetadataKey::new,
                ShareGroupTargetAssignmentMetadataValue::new)
            .with(ShareGroupTargetAssignmentMemberKey.RECORD_TYPE, ShareGroupTargetAssignmentMemberKey::new,
                ShareGroupTargetAssignmentMemberValue::new)
            .with(ShareGroupCurrentMemberAssignmentKey.RECORD_TYPE, ShareGroupCurrentMemberAssignmentKey::new,
                ShareGroupCurrentMemberAssignmentValue::new)
            .with(ShareGroupStatePartitionMetadataKey.RECORD_TYPE, ShareGroupStatePartitionMetadataKey::new,
                ShareGroupStatePartitionMetadataValue::new);
    }

    private static RecordCodec shares() {
        return new RecordCodec().with(ShareSnapshotKey.RECORD_TYPE, ShareSnapshotKey::new, ShareSnapshotValue::new)
            .with(ShareUpdateKey.RECORD_TYPE, ShareUpdateKey::new, ShareUpdateValue::new);
    }

    /** A key and its value, which is null for a tombstone. */
    public record Shown(String key, String value) {}

    /** Whether records of that topic can be read here. */
    public boolean knows(String topic) {
        return codecs.containsKey(topic);
    }

    /** Throws {@link WireException}, one line, where the bytes are none of the topic's records. */
    public Shown read(String topic, byte[] key, byte[] value) {
        LogRecord record = codecs.get(topic).decode(key, value);
        if (record == null) {
            throw new WireException(key == null || key.length < Short.BYTES ? "the key tells no type"
                : "record type " + ((key[0] << 8) + (key[1] & 0xff)) + " is not known");
        }
        ObjectNode shown = JSON.objectNode().put("type", name(record.key()));
        shown.setAll(object(record.key()));
        return new Shown(shown.toString(), record.value() == null ? null
            : JSON.objectNode().put("version", record.valueVersion()).setAll(object(record.value())).toString());
    }

    private static String name(Message key) {
        String name = key.getClass().getSimpleName();
        return name.substring(0, name.length() - "Key".length());
    }

    private static ObjectNode object(Object message) {
        ObjectNode fields = JSON.objectNode();
        for (Field field : message.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) continue;
            try {
                field.setAccessible(true);
                fields.set(field.getName(), shown(field.getName(), field.get(message)));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return fields;
    }

    private static JsonNode shown(String name, Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case String text -> JSON.textNode(text);
            case Boolean flag -> JSON.booleanNode(flag);
            case Long number -> JSON.numberNode(number);
            case Number number -> JSON.numberNode(number.intValue());
            case ByteBuf bytes -> bytes(name, bytes.duplicate());
            case List<?> list -> {
                ArrayNode all = JSON.arrayNode();
                list.forEach(each -> all.add(shown(name, each)));
                yield all;
            }
            case io.odradek.engine.wire.Uuid id -> JSON.textNode(id.toString());
            default -> object(value);
        };
    }

    /** What members of classic groups tell each other is the clients' own: mostly the consumer protocol's. */
    private static JsonNode bytes(String name, ByteBuf bytes) {
        Message guess = name.equals("subscription") ? new ConsumerProtocolSubscription()
            : name.equals("assignment") ? new ConsumerProtocolAssignment() : null;
        if (guess != null && bytes.readableBytes() >= Short.BYTES) {
            try {
                ByteBuf in = bytes.duplicate();
                short version = in.readShort();
                guess.read(in, (short) Math.min(version, guess.newestVersion()));
                return object(guess);
            } catch (WireException | IndexOutOfBoundsException another) {
                return JSON.textNode(ByteBufUtil.hexDump(bytes));
            }
        }
        return JSON.textNode(ByteBufUtil.hexDump(bytes));
    }
}
