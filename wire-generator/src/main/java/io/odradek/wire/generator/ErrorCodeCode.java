package io.odradek.wire.generator;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes the ErrorCode enum out of the client's own table, which no schema gives. */
final class ErrorCodeCode {
    private record Entry(String name, int code, String message, boolean retriable) {}

    private ErrorCodeCode() {}

    /** {@code jars} holds kafka-clients and what it needs to load. */
    static String of(Path jars) throws Exception {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> files = Files.list(jars)) {
            for (Path jar : files.filter(p -> p.toString().endsWith(".jar")).sorted().toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        ClassLoader parent = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), parent)) {
            return emit(entries(loader));
        }
    }

    private static List<Entry> entries(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> errors = loader.loadClass("org.apache.kafka.common.protocol.Errors");
        Class<?> retriable = loader.loadClass("org.apache.kafka.common.errors.RetriableException");
        List<Entry> entries = new ArrayList<>();
        for (Object error : errors.getEnumConstants()) {
            String message = (String) call(error, "message");
            short code = (Short) call(error, "code");
            boolean again = retriable.isInstance(call(error, "exception"));
            entries.add(new Entry(((Enum<?>) error).name(), code, message, again));
        }
        entries.sort(Comparator.comparingInt(Entry::code));
        return entries;
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        try {
            return target.getClass().getMethod(method).invoke(target);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException(e.getCause());
        }
    }

    private static String emit(List<Entry> entries) {
        Code code = new Code();
        code.line("package %s;", MessageCode.RUNTIME).line("");
        code.doc("Every error of the protocol, by Kafka's names.").line("public enum ErrorCode {");
        for (int i = 0; i < entries.size(); i++) {
            Entry e = entries.get(i);
            String message = e.message() == null ? e.name() : e.message();
            code.line("%s(%d, %s, \"%s\")%s", e.name(), e.code(), e.retriable(),
                message.replace("\\", "\\\\").replace("\"", "\\\""), i == entries.size() - 1 ? ";" : ",");
        }
        members(code, entries.getFirst().code(), entries.getLast().code());
        return code.line("}").toString();
    }

    private static void members(Code code, int first, int last) {
        code.line("").line("private static final int FIRST = %d;", first);
        code.line("private static final ErrorCode[] BY_CODE = new ErrorCode[%d];", last - first + 1).line("");
        code.line("static {").line("for (ErrorCode e : values()) {").line("BY_CODE[e.code - FIRST] = e;").line("}");
        code.line("}").line("").line("private final short code;").line("private final boolean retriable;");
        code.line("private final String message;").line("");
        code.line("ErrorCode(int code, boolean retriable, String message) {").line("this.code = (short) code;");
        code.line("this.retriable = retriable;").line("this.message = message;").line("}");
        getter(code, "The number on the wire.", "short code()", "code");
        getter(code, "Whether Kafka's clients try again on it.", "boolean retriable()", "retriable");
        getter(code, "The sentence that Kafka's clients show for it.", "String message()", "message");
        code.line("").doc("The error of this number; UNKNOWN_SERVER_ERROR where there is none.");
        code.line("public static ErrorCode of(short code) {").line("int i = code - FIRST;");
        code.line("ErrorCode e = i >= 0 && i < BY_CODE.length ? BY_CODE[i] : null;");
        code.line("return e == null ? UNKNOWN_SERVER_ERROR : e;").line("}");
    }

    private static void getter(Code code, String doc, String signature, String value) {
        code.line("").doc(doc).line("public %s {", signature).line("return %s;", value).line("}");
    }
}
