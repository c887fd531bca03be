package io.odradek.console.decoder;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/**
 * A message as JSON by the names in its description: whole numbers as numbers, enums as names, bytes in base64, what
 * cannot be told from its default with its default, and fields that nobody described as "#" and their number.
 * (Protobuf's own JSON has texts for long numbers, and expressions could not compare them.) One thread.
 */
final class ProtobufMessage {

    private final JsonGenerator out;

    ProtobufMessage(JsonGenerator out) {
        this.out = out;
    }

    void write(Message message, int depth) throws IOException, Refused {
        JsonText.deep(depth);
        out.writeStartObject();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (!field.hasPresence() || message.hasField(field)) {
                out.writeFieldName(field.getName());
                field(field, message.getField(field), depth);
            }
        }
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (field.isExtension()) {
                out.writeFieldName("[" + field.getFullName() + "]");
                field(field, message.getField(field), depth);
            }
        }
        unknown(message.getUnknownFields());
        out.writeEndObject();
    }

    private void field(FieldDescriptor field, Object value, int depth) throws IOException, Refused {
        if (field.isMapField()) {
            FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
            FieldDescriptor item = field.getMessageType().findFieldByNumber(2);
            out.writeStartObject();
            for (Object each : (List<?>) value) {
                Message entry = (Message) each;
                out.writeFieldName(String.valueOf(entry.getField(key)));
                one(item, entry.getField(item), depth);
            }
            out.writeEndObject();
        } else if (field.isRepeated()) {
            out.writeStartArray();
            for (Object each : (List<?>) value) {
                one(field, each, depth);
            }
            out.writeEndArray();
        } else {
            one(field, value, depth);
        }
    }

    private void one(FieldDescriptor field, Object value, int depth) throws IOException, Refused {
        switch (field.getType()) {
            case UINT32, FIXED32 -> out.writeNumber(Integer.toUnsignedLong((Integer) value));
            case UINT64, FIXED64 -> out.writeNumber(Long.toUnsignedString((Long) value));
            case INT32, SINT32, SFIXED32 -> out.writeNumber((Integer) value);
            case INT64, SINT64, SFIXED64 -> out.writeNumber((Long) value);
            case FLOAT -> out.writeNumber((Float) value);
            case DOUBLE -> out.writeNumber((Double) value);
            case BOOL -> out.writeBoolean((Boolean) value);
            case STRING -> out.writeString((String) value);
            case BYTES -> out.writeString(base64((ByteString) value));
            case ENUM -> out.writeString(((EnumValueDescriptor) value).getName());
            case MESSAGE, GROUP -> write((Message) value, depth + 1);
        }
    }

    private void unknown(UnknownFieldSet fields) throws IOException {
        for (var entry : fields.asMap().entrySet()) {
            UnknownFieldSet.Field field = entry.getValue();
            out.writeArrayFieldStart("#" + entry.getKey());
            for (long number : field.getVarintList()) {
                out.writeNumber(number);
            }
            for (int number : field.getFixed32List()) {
                out.writeNumber(number);
            }
            for (long number : field.getFixed64List()) {
                out.writeNumber(number);
            }
            for (ByteString bytes : field.getLengthDelimitedList()) {
                out.writeString(base64(bytes));
            }
            for (UnknownFieldSet group : field.getGroupList()) {
                out.writeString(base64(group.toByteString()));
            }
            out.writeEndArray();
        }
    }

    private static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
