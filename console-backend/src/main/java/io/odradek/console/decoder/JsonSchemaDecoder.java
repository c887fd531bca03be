package io.odradek.console.decoder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/**
 * JSON that a schema describes, as it was written; refused with what is wrong with it. A schema that refers to another
 * document is refused, since nothing is fetched; its regular expressions run in linear time.
 */
final class JsonSchemaDecoder implements Decoder {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(JsonText.DEPTH).build()).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    /** What is wrong is said so often at most. */
    private static final int FINDINGS = 3;

    private final JsonSchema schema;

    /** By the draft that it names, or the newest. */
    JsonSchemaDecoder(String text) throws Refused {
        try {
            JsonNode json = JSON.readTree(text);
            VersionFlag draft = SpecVersionDetector.detectOptionalVersion(json, false)
                    .orElse(VersionFlag.V202012);
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().regularExpressionFactory(expression -> {
                Pattern pattern = Pattern.compile(expression);
                return value -> pattern.matcher(value).find();
            }).build();
            schema = JsonSchemaFactory.getInstance(draft, builder -> builder.schemaLoaders(
                    loaders -> loaders.add(DisallowSchemaLoader.getInstance()))).getSchema(json, config);
            schema.initializeValidators();
        } catch (JsonProcessingException e) {
            throw new Refused("its schema is no JSON: " + e.getOriginalMessage());
        } catch (RuntimeException e) {
            throw new Refused("its schema is no JSON Schema: " + Structured.oneLine(e));
        } catch (StackOverflowError e) {
            throw new Refused("its schema refers to itself without an end");
        }
    }

    @Override
    public String id() {
        return Choice.JSON_SCHEMA;
    }

    @Override
    public Shape shape() {
        return Shape.DOCUMENT;
    }

    @Override
    public String text(byte[] bytes, boolean cut) throws Refused {
        return Framed.text(bytes, from -> valid(from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length)));
    }

    private String valid(byte[] bytes) throws Refused {
        String text = Format.UTF_8.text(bytes, false);
        Set<ValidationMessage> findings;
        try {
            findings = schema.validate(JSON.readTree(bytes));
        } catch (JsonProcessingException e) {
            throw new Refused(e.getOriginalMessage());
        } catch (IOException | RuntimeException e) {
            throw new Refused(Structured.oneLine(e));
        } catch (StackOverflowError e) {
            // The document is shallow, so the schema goes round; the library does not look for that.
            throw new Refused("its schema refers to itself without an end");
        }
        if (!findings.isEmpty()) {
            throw new Refused(String.join("; ", findings.stream().limit(FINDINGS).map(ValidationMessage::getMessage)
                    .toList()) + (findings.size() > FINDINGS ? "; and " + (findings.size() - FINDINGS) + " more" : ""));
        }
        return text;
    }
}
