package io.odradek.ui.record;

import io.odradek.console.record.TopicDecoders;
import io.odradek.ui.text.Phrase;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What the dialog of decoders decides. */
final class DecodersLogic {
    private DecodersLogic() {
    }

    /** A file as a schema: text as it is, anything else, as a descriptor set, in base64. */
    static String schema(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            boolean plain = text.chars().noneMatch(c -> c < ' ' && !Character.isWhitespace(c));
            return plain ? text : Base64.getEncoder().encodeToString(file);
        } catch (CharacterCodingException e) {
            return Base64.getEncoder().encodeToString(file);
        }
    }

    /** Whether its schema describes several kinds of messages. */
    static boolean typed(String decoder) {
        return decoder.equals("protobuf");
    }

    /** What the button says of what is kept; empty where nothing is. */
    static Optional<Phrase> kept(TopicDecoders kept) {
        return kept.key().automatic() && kept.value().automatic() ? Optional.empty()
                : Optional.of(Phrase.of("decoders.kept", name(kept.key().decoder()), name(kept.value().decoder())));
    }

    private static Object name(String decoder) {
        return decoder.isEmpty() ? "auto" : decoder;
    }
}
