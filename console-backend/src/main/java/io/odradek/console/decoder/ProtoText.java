package io.odradek.console.decoder;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A .proto file, parsed by Wire, as the descriptor that protoc would make of it, as far as reading messages goes:
 * without options (packed or not is told by the bytes), extensions and services. Which of message or enum a name means
 * is left to Protobuf's own library.
 */
final class ProtoText {

    private static final String NAME = "given.proto";
    private static final Pattern MAP = Pattern.compile("map<\\s*(\\w+)\\s*,\\s*([\\w.]+)\\s*>");
    private static final Map<String, Type> SCALARS = Map.ofEntries(Map.entry("double", Type.TYPE_DOUBLE),
            Map.entry("float", Type.TYPE_FLOAT), Map.entry("int64", Type.TYPE_INT64),
            Map.entry("uint64", Type.TYPE_UINT64), Map.entry("int32", Type.TYPE_INT32),
            Map.entry("fixed64", Type.TYPE_FIXED64), Map.entry("fixed32", Type.TYPE_FIXED32),
            Map.entry("bool", Type.TYPE_BOOL), Map.entry("string", Type.TYPE_STRING),
            Map.entry("bytes", Type.TYPE_BYTES), Map.entry("uint32", Type.TYPE_UINT32),
            Map.entry("sfixed32", Type.TYPE_SFIXED32), Map.entry("sfixed64", Type.TYPE_SFIXED64),
            Map.entry("sint32", Type.TYPE_SINT32), Map.entry("sint64", Type.TYPE_SINT64));

    private final boolean third;

    private ProtoText(boolean third) {
        this.third = third;
    }

    static FileDescriptorProto file(String text) throws Refused {
        shallow(text);
        ProtoFileElement file;
        try {
            file = ProtoParser.Companion.parse(Location.get(NAME), text);
        } catch (RuntimeException e) {
            throw new Refused("it is no .proto file: " + Structured.oneLine(e));
        }
        String syntax = file.getSyntax() == null ? "proto2" : file.getSyntax().toString();
        if (!syntax.equals("proto2") && !syntax.equals("proto3")) {
            throw new Refused("its syntax, " + syntax + ", is read from a descriptor set alone");
        }
        ProtoText all = new ProtoText(syntax.equals("proto3"));
        FileDescriptorProto.Builder made = FileDescriptorProto.newBuilder().setName(NAME).setSyntax(syntax)
                .addAllDependency(file.getImports()).addAllDependency(file.getPublicImports());
        if (file.getPackageName() != null) {
            made.setPackage(file.getPackageName());
        }
        for (TypeElement type : file.getTypes()) {
            switch (type) {
                case MessageElement message -> made.addMessageType(all.message(message));
                case EnumElement names -> made.addEnumType(names(names));
                default -> { }
            }
        }
        return made.build();
    }

    /** The parser recurses. */
    private static void shallow(String text) throws Refused {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' || c == '[' || c == '(' ? 1 : c == '}' || c == ']' || c == ')' ? -1 : 0;
            JsonText.deep(depth);
        }
    }

    private DescriptorProto message(MessageElement message) throws Refused {
        if (!message.getGroups().isEmpty()) {
            throw new Refused("groups, as in " + message.getName() + ", are read from a descriptor set alone");
        }
        DescriptorProto.Builder made = DescriptorProto.newBuilder().setName(message.getName());
        List<FieldDescriptorProto.Builder> fields = new ArrayList<>();
        for (TypeElement type : message.getNestedTypes()) {
            switch (type) {
                case MessageElement nested -> made.addNestedType(message(nested));
                case EnumElement names -> made.addEnumType(names(names));
                default -> { }
            }
        }
        for (OneOfElement oneOf : message.getOneOfs()) {
            made.addOneofDecl(OneofDescriptorProto.newBuilder().setName(oneOf.getName()));
            for (FieldElement field : oneOf.getFields()) {
                fields.add(one(field).setOneofIndex(made.getOneofDeclCount() - 1));
            }
        }
        for (FieldElement field : message.getFields()) {
            Matcher map = MAP.matcher(field.getType());
            if (map.matches()) {
                DescriptorProto entry = entry(field.getName(), map.group(1), map.group(2));
                made.addNestedType(entry);
                fields.add(FieldDescriptorProto.newBuilder().setName(field.getName()).setNumber(field.getTag())
                        .setLabel(Label.LABEL_REPEATED).setType(Type.TYPE_MESSAGE).setTypeName(entry.getName()));
            } else if (third && field.getLabel() == Field.Label.OPTIONAL) {
                made.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.getName()));
                fields.add(one(field).setProto3Optional(true).setOneofIndex(made.getOneofDeclCount() - 1));
            } else {
                fields.add(one(field));
            }
        }
        fields.sort(Comparator.comparing(FieldDescriptorProto.Builder::getNumber));
        fields.forEach(made::addField);
        return made.build();
    }

    private static FieldDescriptorProto.Builder one(FieldElement field) {
        Label label = field.getLabel() == Field.Label.REPEATED ? Label.LABEL_REPEATED
                : field.getLabel() == Field.Label.REQUIRED ? Label.LABEL_REQUIRED : Label.LABEL_OPTIONAL;
        return typed(FieldDescriptorProto.newBuilder().setName(field.getName()).setNumber(field.getTag())
                .setLabel(label), field.getType());
    }

    private static FieldDescriptorProto.Builder typed(FieldDescriptorProto.Builder field, String type) {
        Type scalar = SCALARS.get(type);
        return scalar != null ? field.setType(scalar) : field.setTypeName(type);
    }

    /** A map is written as a list of these. */
    private static DescriptorProto entry(String field, String key, String value) {
        StringBuilder name = new StringBuilder();
        for (String part : field.split("_")) {
            name.append(part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return DescriptorProto.newBuilder().setName(name + "Entry")
                .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                .addField(typed(FieldDescriptorProto.newBuilder().setName("key").setNumber(1)
                        .setLabel(Label.LABEL_OPTIONAL), key))
                .addField(typed(FieldDescriptorProto.newBuilder().setName("value").setNumber(2)
                        .setLabel(Label.LABEL_OPTIONAL), value)).build();
    }

    private static EnumDescriptorProto names(EnumElement names) {
        EnumDescriptorProto.Builder made = EnumDescriptorProto.newBuilder().setName(names.getName());
        names.getConstants().forEach(constant -> made.addValue(EnumValueDescriptorProto.newBuilder()
                .setName(constant.getName()).setNumber(constant.getTag())));
        return made.build();
    }
}
