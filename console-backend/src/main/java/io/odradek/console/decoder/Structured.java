package io.odradek.console.decoder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.msgpack.core.MessageFormatException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/** Formats of documents: whether bytes are one, whole, and binary ones as JSON. Any thread. */
final class Structured {

    private static final JsonFactory JSON = new JsonFactory();
    private static final CBORFactory CBOR = new CBORFactory();

    private Structured() {
    }

    /** Refused unless these are one JSON object or array. */
    static void json(byte[] bytes) throws Refused {
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.currentToken() == null) {
                throw new Refused("it ends too early");
            }
            if (parser.nextToken() != null) {
                throw new Refused("something follows the document");
            }
        } catch (JsonProcessingException e) {
            throw new Refused(e.getOriginalMessage());
        } catch (IOException e) {
            throw new Refused(e.getMessage());
        }
    }

    /** Refused unless these are one XML document; nothing outside of it is read. */
    static void xml(byte[] bytes) throws Refused {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (reader.hasNext()) {
                reader.next();
            }
            reader.close();
        } catch (XMLStreamException e) {
            throw new Refused(e.getMessage().replaceAll("\\s+", " "));
        }
    }

    /** One item of CBOR (RFC 8949) as JSON; byte strings in base64. */
    static String cbor(byte[] bytes) throws Refused {
        return JsonText.of(out -> {
            try (JsonParser parser = CBOR.createParser(bytes)) {
                if (parser.nextToken() == null) {
                    throw new Refused("it is empty");
                }
                out.copyCurrentStructure(parser);
                if (parser.nextToken() != null) {
                    throw new Refused("something follows the item");
                }
            }
        });
    }

    /** One value of MessagePack as JSON; binaries in base64. Lengths are believed only as far as bytes are there. */
    static String messagePack(byte[] bytes) throws Refused {
        return JsonText.of(out -> {
            try (MessageUnpacker in = MessagePack.newDefaultUnpacker(bytes)) {
                copy(in, out, bytes.length, 0);
                if (in.hasNext()) {
                    throw new Refused("something follows the value");
                }
            }
        });
    }

    private static void copy(MessageUnpacker in, JsonGenerator out, int most, int depth) throws IOException, Refused {
        JsonText.deep(depth);
        ValueType type = in.getNextFormat().getValueType();
        switch (type) {
            case NIL -> {
                in.unpackNil();
                out.writeNull();
            }
            case BOOLEAN -> out.writeBoolean(in.unpackBoolean());
            case INTEGER -> out.writeNumber(in.unpackBigInteger());
            case FLOAT -> out.writeNumber(in.unpackDouble());
            case STRING -> out.writeString(in.unpackString());
            case BINARY -> out.writeString(payload(in, in.unpackBinaryHeader(), most));
            case ARRAY -> {
                int count = in.unpackArrayHeader();
                out.writeStartArray();
                for (int i = 0; i < count; i++) {
                    copy(in, out, most, depth + 1);
                }
                out.writeEndArray();
            }
            case MAP -> {
                int count = in.unpackMapHeader();
                out.writeStartObject();
                for (int i = 0; i < count; i++) {
                    out.writeFieldName(name(in, most, depth));
                    copy(in, out, most, depth + 1);
                }
                out.writeEndObject();
            }
            case EXTENSION -> {
                var header = in.unpackExtensionTypeHeader();
                out.writeStartObject();
                out.writeNumberField("extension", header.getType());
                out.writeStringField("bytes", payload(in, header.getLength(), most));
                out.writeEndObject();
            }
        }
    }

    /** Keys that are no texts are shown as their JSON. */
    private static String name(MessageUnpacker in, int most, int depth) throws IOException, Refused {
        return in.getNextFormat().getValueType() == ValueType.STRING ? in.unpackString()
                : JsonText.of(out -> copy(in, out, most, depth + 1));
    }

    private static String payload(MessageUnpacker in, int length, int most) throws IOException, Refused {
        if (length < 0 || length > most) {
            throw new Refused("it claims " + length + " bytes and has fewer");
        }
        return Base64.getEncoder().encodeToString(in.readPayload(length));
    }

    static String oneLine(Exception e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return message == null ? e instanceof MessageFormatException ? "it is malformed" : "it ends too early"
                : message.replaceAll("\\s+", " ").strip();
    }
}
