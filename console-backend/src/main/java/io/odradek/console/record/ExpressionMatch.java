package io.odradek.console.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.NullValue;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.odradek.console.decoder.Decoder;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * A CEL expression (https://cel.dev) over a record: {@code key} and {@code value} (a document by its fields, whatever
 * decoder made it, a number, else text, null where there is none), {@code keyText}, {@code valueText}, {@code headers}
 * (texts by name, the last of a name), {@code topic}, {@code partition}, {@code offset}, {@code timestampMs}
 * and {@code size} (bytes of key and value). A record for which it fails, because it has no such field say, does not
 * match and is counted.
 */
final class ExpressionMatch {

    private static final int LENGTH = 4_000;
    private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    private static final JsonFactory JSON = new JsonFactory();

    private final CelRuntime.Program program;
    private final byte[] key;
    private final Decoding decoding;
    private final LongAdder failed = new LongAdder();

    /** Problem INVALID with the compiler's own words. */
    ExpressionMatch(String expression, Decoding decoding) {
        this.decoding = decoding;
        if (expression.length() > LENGTH) {
            throw Problem.invalid("an expression of more than {0} characters", LENGTH);
        }
        try {
            CelAbstractSyntaxTree tree = compiler().compile(expression).getAst();
            key = decoding.choosesKeys() ? null : KeyNamed.in(tree.getExpr());
            program = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build().createProgram(tree);
        } catch (CelValidationException e) {
            throw new Problem(Problem.Kind.INVALID, Sentence.of("The expression is not understood"),
                    Sentence.quoted(e.getMessage()),
                    Sentence.of("Such as: {0}", "value.amount > 10 && key.startsWith('a')"), e);
        } catch (CelEvaluationException e) {
            throw new Problem(Problem.Kind.INVALID, Sentence.of("The expression cannot be evaluated"),
                    Sentence.quoted(e.getMessage()), Sentence.NONE, e);
        }
    }

    private static CelCompiler compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS).addVar("key", SimpleType.DYN)
                .addVar("value", SimpleType.DYN).addVar("keyText", SimpleType.STRING)
                .addVar("valueText", SimpleType.STRING)
                .addVar("headers", MapType.create(SimpleType.STRING, SimpleType.STRING))
                .addVar("topic", SimpleType.STRING).addVar("partition", SimpleType.INT)
                .addVar("offset", SimpleType.INT).addVar("timestampMs", SimpleType.INT)
                .addVar("size", SimpleType.INT).setResultType(SimpleType.BOOL).build();
    }

    boolean matches(ReadRecord record) {
        try {
            // Asked for by name, so that what an expression does not name is not decoded.
            return Boolean.TRUE.equals(program.eval((String name) -> Optional.ofNullable(of(record, name))));
        } catch (CelEvaluationException noSuchField) {
            failed.increment();
            return false;
        }
    }

    /** Records for which it failed. */
    long failed() {
        return failed.sum();
    }

    /** The only key for which it can be true; null where there are several. */
    byte[] key() {
        return key;
    }

    private Object of(ReadRecord record, String name) {
        return switch (name) {
            case "key" -> document(record.key(), decoding.key(record));
            case "value" -> document(record.value(), decoding.value(record));
            case "keyText" -> text(record.key(), decoding.key(record));
            case "valueText" -> text(record.value(), decoding.value(record));
            case "headers" -> headers(record);
            case "topic" -> record.topic();
            case "partition" -> (long) record.partition();
            case "offset" -> record.offset();
            case "timestampMs" -> record.timestampMs();
            case "size" -> (long) (length(record.key()) + length(record.value()));
            default -> null;
        };
    }

    /** @param decoded null where the bytes are JSON, or seem to be */
    private static Object document(byte[] bytes, Decoding.Decoded decoded) {
        if (bytes == null) {
            return NullValue.NULL_VALUE;
        }
        try {
            if (decoded != null && decoded.shape() != Decoder.Shape.DOCUMENT) {
                return decoded.shape() == Decoder.Shape.NUMBER ? (Object) Long.parseLong(decoded.text())
                        : text(bytes, decoded);
            }
            try (JsonParser in = decoded == null ? JSON.createParser(bytes) : JSON.createParser(decoded.text())) {
                return plain(in);
            }
        } catch (IOException notJson) {
            return text(bytes);
        }
    }

    /** What nobody chose to see in digits is seen as text, as far as it is any. */
    private static String text(byte[] bytes, Decoding.Decoded decoded) {
        boolean digits = decoded == null || decoded.shape() == Decoder.Shape.DIGITS && !decoded.chosen();
        return digits ? text(bytes) : decoded.text();
    }

    /** JSON in the types that CEL knows, made as it is read: most of a search's time is here. */
    private static Object plain(JsonParser in) throws IOException {
        in.nextToken();
        Object document = value(in);
        if (in.nextToken() != null) {
            throw new JsonParseException(in, "something follows the document");
        }
        return document;
    }

    private static Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new HashMap<>();
                for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                    in.nextToken();
                    map.put(name, value(in));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(in));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? (Object) in.getDoubleValue() : (Object) in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NullValue.NULL_VALUE;
            case null -> throw new JsonParseException(in, "no document");
            default -> in.getText();
        };
    }

    private static Map<String, String> headers(ReadRecord record) {
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.name(), text(header.value())));
        return headers;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
