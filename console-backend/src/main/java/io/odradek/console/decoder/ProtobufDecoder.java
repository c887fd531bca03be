package io.odradek.console.decoder;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;

/**
 * Protobuf by a message that somebody described: alone, or behind the id that a registry gave its schema and the
 * message's place in it (neither is looked at).
 */
final class ProtobufDecoder implements Decoder {

    /** Messages lie in each other no deeper. */
    private static final int PLACES = 100;

    private final Descriptor type;

    /** @param type the message's name, with its package or without; empty for the first of the last file */
    ProtobufDecoder(String schema, String type) throws Refused {
        this.type = ProtobufSchema.of(schema).message(type);
    }

    @Override
    public String id() {
        return Choice.PROTOBUF;
    }

    @Override
    public Shape shape() {
        return Shape.DOCUMENT;
    }

    @Override
    public String text(byte[] bytes, boolean cut) throws Refused {
        return Framed.text(bytes, from -> message(bytes, from == 0 ? 0 : behindPlace(bytes, from)));
    }

    private String message(byte[] bytes, int from) throws Refused {
        try {
            DynamicMessage message = DynamicMessage.newBuilder(type).mergeFrom(bytes, from, bytes.length - from)
                    .buildPartial();
            if (bytes.length > from && message.getAllFields().isEmpty()) {
                throw new Refused("it has no field that " + type.getFullName() + " has");
            }
            return JsonText.of(out -> new ProtobufMessage(out).write(message, 0));
        } catch (InvalidProtocolBufferException e) {
            throw new Refused(Structured.oneLine(e));
        }
    }

    /** A count of numbers and the numbers, all zigzag; a 0 alone is the first message. */
    private static int behindPlace(byte[] bytes, int from) throws Refused {
        Cursor in = new Cursor(bytes, from);
        long count = in.zigzag();
        if (count < 0 || count > PLACES) {
            throw new Refused(count + " is no place of a message");
        }
        for (long left = count; left > 0; left--) {
            in.zigzag();
        }
        return bytes.length - in.remaining();
    }
}
