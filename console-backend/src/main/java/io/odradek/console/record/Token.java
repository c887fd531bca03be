package io.odradek.console.record;

import io.odradek.console.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where to go on, as text for an address: the direction and each partition's next offset. */
record Token(boolean backwards, Map<Integer, Long> next) {

    String text() {
        StringBuilder text = new StringBuilder(backwards ? "b" : "f");
        next.forEach((partition, offset) -> text.append(';').append(partition).append(':').append(offset));
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    static Token of(boolean backwards, List<Slice.Position> positions) {
        Map<Integer, Long> next = new HashMap<>();
        positions.stream().filter(position -> position.nextOffset() >= 0)
                .forEach(position -> next.put(position.partition(), position.nextOffset()));
        return new Token(backwards, next);
    }

    static Token parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(";");
            if (!parts[0].equals("b") && !parts[0].equals("f")) {
                throw new IllegalArgumentException("direction");
            }
            Map<Integer, Long> next = new HashMap<>();
            for (int i = 1; i < parts.length; i++) {
                int colon = parts[i].indexOf(':');
                next.put(Integer.parseInt(parts[i].substring(0, colon)), Long.parseLong(parts[i].substring(colon + 1)));
            }
            return new Token(parts[0].equals("b"), next);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw Problem.invalid("the token to go on with is not one of ours");
        }
    }
}
