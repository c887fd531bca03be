package io.odradek.console.http;

import io.odradek.console.change.Permission;
import io.odradek.console.problem.Sentence;
import io.odradek.console.session.Sessions;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 document of a table of routes; schemas are read from the record types. Used once. */
final class OpenApi {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final List<Route> routes;
    private final Map<String, Object> schemas = new TreeMap<>();

    OpenApi(List<Route> routes) {
        this.routes = routes;
    }

    Map<String, Object> document() {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
                    .put(route.method().toLowerCase(java.util.Locale.ROOT), operation(route));
        }
        schemas.put("Problem", Map.of("type", "object", "properties", Map.of("type", string(), "title", string(),
                "status", Map.of("type", "integer"), "detail", string(), "remedy", string())));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Odradek console", "version", "1",
                "description", "Everything a page can do. Live streams are on the WebSocket /api/v1/stream. Where the "
                        + "console has users, each call carries the session's cookie or a token."));
        document.put("paths", paths);
        document.put("components", Map.of("schemas", schemas, "securitySchemes", Map.of(
                "session", Map.of("type", "apiKey", "in", "cookie", "name", Sessions.COOKIE),
                "token", Map.of("type", "http", "scheme", "bearer"))));
        document.put("security", List.of(Map.of("session", List.of()), Map.of("token", List.of())));
        return document;
    }

    private Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", route.summary());
        operation.put("operationId", operationId(route));
        operation.put("description", "Permission: " + route.permission());
        if (route.permission() == Permission.NONE) {
            operation.put("security", List.of());
        }
        List<Map<String, Object>> parameters = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(route.path());
        while (matcher.find()) {
            parameters.add(Map.of("name", matcher.group(1), "in", "path", "required", true, "schema", string()));
        }
        route.query().forEach(query -> parameters.add(Map.of("name", query.name(), "in", "query",
                "description", query.what(), "schema", Map.of("type", query.type()))));
        operation.put("parameters", parameters);
        if (route.body() != null) {
            operation.put("requestBody",
                    Map.of("required", true, "content", json("application/json", schema(route.body()))));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        if (route.answer().shape() == Route.Answer.Shape.NONE) {
            responses.put("204", Map.of("description", "Done"));
        } else {
            responses.put("200", Map.of("description", "Well", "content", json("application/json", answer(route))));
        }
        if (route.permission() != Permission.NONE) {
            responses.put("401", problem("Nobody that this console knows"));
            responses.put("403", problem("Not permitted, or asked by another site"));
        }
        responses.put("default", problem("A problem"));
        operation.put("responses", responses);
        return operation;
    }

    private static Map<String, Object> problem(String description) {
        return Map.of("description", description, "content", json("application/problem+json", reference("Problem")));
    }

    private static String operationId(Route route) {
        String path = route.path().substring(Routes.ROOT.length()).replaceAll("[^A-Za-z0-9]+", "_");
        return route.method().toLowerCase(java.util.Locale.ROOT) + path;
    }

    private Map<String, Object> answer(Route route) {
        Map<String, Object> one = schema(route.answer().type());
        return switch (route.answer().shape()) {
            case LIST -> Map.of("type", "array", "items", one);
            case PAGE -> Map.of("type", "object", "properties", Map.of("items", Map.of("type", "array", "items", one),
                    "total", integer(), "offset", integer(), "takenMs", integer()));
            case ONE, NONE -> one;
        };
    }

    private Map<String, Object> schema(Type type) {
        return switch (type) {
            case ParameterizedType p when Map.class.isAssignableFrom((Class<?>) p.getRawType()) ->
                    Map.of("type", "object", "additionalProperties", schema(p.getActualTypeArguments()[1]));
            case ParameterizedType p when Collection.class.isAssignableFrom((Class<?>) p.getRawType()) ->
                    Map.of("type", "array", "items", schema(p.getActualTypeArguments()[0]));
            case Class<?> c -> schema(c);
            default -> Map.of();
        };
    }

    private Map<String, Object> schema(Class<?> type) {
        if (type == String.class || type == byte[].class || type == Sentence.class) {
            return string();
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return integer();
        }
        if (type == double.class || type == Double.class) {
            return Map.of("type", "number");
        }
        if (type.isArray()) {
            return Map.of("type", "array", "items", schema(type.getComponentType()));
        }
        if (type.isEnum()) {
            return Map.of("type", "string", "enum", Arrays.stream(type.getEnumConstants()).map(String::valueOf)
                    .toList());
        }
        return type.isRecord() ? object(type) : Map.of();
    }

    private Map<String, Object> object(Class<?> type) {
        String name = type.getSimpleName();
        if (!schemas.containsKey(name)) {
            Map<String, Object> properties = new LinkedHashMap<>();
            schemas.put(name, Map.of("type", "object", "properties", properties));
            for (RecordComponent component : type.getRecordComponents()) {
                if (!component.getType().equals(byte[].class)) {
                    properties.put(component.getName(), schema(component.getGenericType()));
                }
            }
        }
        return reference(name);
    }

    private static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static Map<String, Object> json(String type, Map<String, Object> schema) {
        return Map.of(type, Map.of("schema", schema));
    }

    private static Map<String, Object> string() {
        return Map.of("type", "string");
    }

    private static Map<String, Object> integer() {
        return Map.of("type", "integer", "format", "int64");
    }
}
