package io.odradek.wire.generator;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the ApiKey enum out of all requests and responses. */
final class ApiKeyCode {
    /** Answered with header version 0 always: its client does not know yet whether the broker is flexible. */
    private static final int API_VERSIONS = 18;
    /** Its version 0 came before clients had names. */
    private static final int CONTROLLED_SHUTDOWN = 7;

    private ApiKeyCode() {}

    static String of(Map<String, Schema> schemas) {
        List<Schema> requests = schemas.values().stream().filter(s -> s.kind() == Schema.Kind.REQUEST)
            .sorted(Comparator.comparingInt(Schema::apiKey)).toList();
        Code code = new Code();
        code.line("package %s;", MessageCode.RUNTIME).line("");
        for (Schema s : requests) {
            code.line("import %s.%s;", MessageCode.PACKAGE, s.name());
            code.line("import %s.%s;", MessageCode.PACKAGE, response(s, schemas).name());
        }
        code.line("import java.util.function.Supplier;");
        code.line("").doc("Every request of the protocol, by Kafka's names.");
        code.line("public enum ApiKey {");
        for (int i = 0; i < requests.size(); i++) {
            constant(code, requests.get(i), response(requests.get(i), schemas), i == requests.size() - 1 ? ";" : ",");
        }
        members(code);
        return code.line("}").toString();
    }

    private static Schema response(Schema request, Map<String, Schema> schemas) {
        Schema response = schemas.get(base(request) + "Response");
        if (response == null || response.apiKey() != request.apiKey()
                || !response.versions().equals(request.versions())) {
            throw new SchemaException(request.name() + " has no response of the same key and versions");
        }
        return response;
    }

    private static String base(Schema request) {
        return request.name().substring(0, request.name().length() - "Request".length());
    }

    private static void constant(Code code, Schema q, Schema r, String end) {
        int flexibleResponses = r.apiKey() == API_VERSIONS ? Short.MAX_VALUE : first(r.flexible());
        int namedClients = q.apiKey() == CONTROLLED_SHUTDOWN ? 1 : 0;
        code.line("%s(%d, %d, %d, %d, %d, %d, %d, %s::new, %s::new)%s", constantName(base(q)), q.apiKey(),
            q.versions().low(), q.newestStable(), q.versions().high(), first(q.flexible()), flexibleResponses,
            namedClients, q.name(), r.name(), end);
    }

    private static int first(Versions flexible) {
        return flexible.isEmpty() ? Short.MAX_VALUE : flexible.low();
    }

    static String constantName(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static void members(Code code) {
        code.line("").line("private static final ApiKey[] BY_ID = byId();").line("");
        code.line("private final short id;").line("private final short oldest;").line("private final short newest;");
        code.line("private final short newestUnstable;").line("private final short flexibleRequests;");
        code.line("private final short flexibleResponses;").line("private final short namedClients;");
        code.line("private final Supplier<Message> request;");
        code.line("private final Supplier<Message> response;").line("");
        String[] numbers = {"id", "oldest", "newest", "newestUnstable", "flexibleRequests", "flexibleResponses",
            "namedClients"};
        code.line("ApiKey(int %s,", String.join(", int ", numbers));
        code.line("    Supplier<Message> request, Supplier<Message> response) {");
        for (String s : numbers) {
            code.line("this.%s = (short) %s;", s, s);
        }
        code.line("this.request = request;").line("this.response = response;").line("}");
        getter(code, "The number in the request header.", "short id()", "id");
        getter(code, "The first version that still has a schema.", "short oldest()", "oldest");
        getter(code, "The last version that Kafka offers.", "short newest()", "newest");
        getter(code, "The last version that has a schema; Kafka may not offer it yet.", "short newestUnstable()",
            "newestUnstable");
        getter(code, "The version of the header that goes before a request of this version, which need not be known.",
            "short requestHeaderVersion(short version)",
            "(short) (version >= flexibleRequests ? 2 : version >= namedClients ? 1 : 0)");
        getter(code, "The version of the response header that goes before an answer of this version.",
            "short responseHeaderVersion(short version)", "(short) (version >= flexibleResponses ? 1 : 0)");
        getter(code, "A request with every field at its default.", "Message newRequest()", "request.get()");
        getter(code, "A response with every field at its default.", "Message newResponse()", "response.get()");
        getter(code, "The key of this number, or null.", "static ApiKey of(short id)",
            "id >= 0 && id < BY_ID.length ? BY_ID[id] : null");
        code.line("").line("private static ApiKey[] byId() {").line("int last = 0;");
        code.line("for (ApiKey key : values()) {").line("last = Math.max(last, key.id);").line("}");
        code.line("ApiKey[] keys = new ApiKey[last + 1];");
        code.line("for (ApiKey key : values()) {").line("keys[key.id] = key;").line("}").line("return keys;").line("}");
    }

    private static void getter(Code code, String doc, String signature, String value) {
        code.line("").doc(doc).line("public %s {", signature).line("return %s;", value).line("}");
    }
}
