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
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;

/**
 * What stands in the records of {@code __consumer_offsets} and {@code __transaction_state}, as JSON by the names of
 * Kafka's schemas; also those that Apache Kafka wrote. Immutable.
 */
public final class InternalRecords {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, RecordCodec> codecs = Map.of(InternalTopics.OFFSETS, GroupRecords.codec(),
        InternalTopics.TRANSACTIONS, TransactionCoordinator.codec());

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
