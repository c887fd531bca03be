package io.odradek.console.decoder;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Messages that somebody described: one .proto file, or what {@code protoc --include_imports --descriptor_set_out}
 * writes, in base64. Google's own files ({@code google/protobuf/timestamp.proto} and such) are there without being
 * given.
 */
final class ProtobufSchema {

    /** Named in a refusal at most. */
    private static final int NAMED = 12;
    private static final List<FileDescriptor> OWN = List.of(AnyProto.getDescriptor(), ApiProto.getDescriptor(),
            DescriptorProtos.getDescriptor(), DurationProto.getDescriptor(), EmptyProto.getDescriptor(),
            FieldMaskProto.getDescriptor(), SourceContextProto.getDescriptor(), StructProto.getDescriptor(),
            TimestampProto.getDescriptor(), TypeProto.getDescriptor(), WrappersProto.getDescriptor());

    private final Map<String, FileDescriptorProto> given = new LinkedHashMap<>();
    private final Map<String, FileDescriptor> built = new HashMap<>();
    /** By full name, those of the last file first. */
    private final Map<String, Descriptor> messages = new LinkedHashMap<>();

    private ProtobufSchema(List<FileDescriptorProto> files) throws Refused {
        OWN.forEach(file -> built.put(file.getName(), file));
        files.forEach(file -> given.put(file.getName(), file));
        for (FileDescriptorProto file : files.reversed()) {
            build(file.getName(), new HashSet<>()).getMessageTypes().forEach(this::add);
        }
    }

    /** Refused where it is neither. */
    static ProtobufSchema of(String text) throws Refused {
        try {
            boolean set = text.strip().matches("[A-Za-z0-9+/\\s]+={0,2}");
            return new ProtobufSchema(set ? FileDescriptorSet.parseFrom(Base64.getMimeDecoder().decode(text.strip()))
                    .getFileList() : List.of(ProtoText.file(text)));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new Refused("it is no descriptor set: " + Structured.oneLine(e));
        }
    }

    /** Refused, with the names there are, where there is none of that name. */
    Descriptor message(String name) throws Refused {
        for (Map.Entry<String, Descriptor> each : messages.entrySet()) {
            if (name.isEmpty() || each.getKey().equals(name) || each.getKey().endsWith("." + name)) {
                return each.getValue();
            }
        }
        throw new Refused(messages.isEmpty() ? "no message is described" : "there is no message " + name + " but "
                + String.join(", ", messages.keySet().stream().limit(NAMED).toList())
                + (messages.size() > NAMED ? ", …" : ""));
    }

    private void add(Descriptor message) {
        messages.putIfAbsent(message.getFullName(), message);
        message.getNestedTypes().stream().filter(nested -> !nested.getOptions().getMapEntry()).forEach(this::add);
    }

    private FileDescriptor build(String name, Set<String> within) throws Refused {
        FileDescriptor known = built.get(name);
        if (known != null) {
            return known;
        }
        FileDescriptorProto file = given.get(name);
        if (file == null) {
            throw new Refused(name + " is imported and not there; give a descriptor set with all imports");
        }
        if (!within.add(name) || within.size() > JsonText.DEPTH) {
            throw new Refused(name + " imports itself, or too deep");
        }
        List<FileDescriptor> imports = new ArrayList<>();
        for (String each : file.getDependencyList()) {
            imports.add(build(each, within));
        }
        try {
            FileDescriptor made = FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new));
            built.put(name, made);
            within.remove(name);
            return made;
        } catch (DescriptorValidationException | RuntimeException e) {
            throw new Refused("it is not understood: " + Structured.oneLine(e));
        }
    }
}
