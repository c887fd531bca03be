package io.odradek.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.odradek.console.change.Actor;
import io.odradek.console.problem.Problem;
import java.util.Map;

/** One request as a handler sees it: already read whole, its values checked as they are taken. */
final class Call {

    private final Map<String, String> path;
    private final Map<String, String> query;
    private final byte[] body;
    private final Actor actor;
    private final String session;
    private volatile String given;

    /** @param session what the session's cookie says, or null */
    Call(Map<String, String> path, Map<String, String> query, byte[] body, Actor actor, String session) {
        this.path = path;
        this.query = query;
        this.body = body;
        this.actor = actor;
        this.session = session;
    }

    String session() {
        return session;
    }

    /** The answer gives the browser this session; an empty one takes it away. */
    void give(String next) {
        given = next;
    }

    /** Null where the session stays what it is. */
    String given() {
        return given;
    }

    Actor actor() {
        return actor;
    }

    /** A parameter of the path. */
    String path(String name) {
        return path.get(name);
    }

    int pathInt(String name) {
        return (int) number(name, path.get(name), 0, Integer.MAX_VALUE);
    }

    long pathLong(String name) {
        return number(name, path.get(name), 0, Long.MAX_VALUE);
    }

    String cluster() {
        return path.get("cluster");
    }

    String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    long query(String name, long otherwise, long least, long most) {
        String given = query.get(name);
        return given == null || given.isEmpty() ? otherwise : number(name, given, least, most);
    }

    boolean flag(String name) {
        String given = query.getOrDefault(name, "false");
        if (!given.isEmpty() && !given.equals("true") && !given.equals("false")) {
            throw Problem.invalid("{0} must be true or false", name);
        }
        return !given.equals("false");
    }

    <T> T body(Class<T> type) {
        try {
            T value = body.length == 0 ? null : Json.MAPPER.readValue(body, type);
            if (value == null) {
                throw Problem.invalid("a JSON body is needed");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw Problem.invalid("the body is not the JSON expected: {0}", e.getOriginalMessage());
        } catch (java.io.IOException e) {
            throw Problem.invalid("the body cannot be read: {0}", String.valueOf(e.getMessage()));
        }
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Problem.invalid("{0} is not a whole number: {1}", name, text);
        }
        throw Problem.invalid("{0} must be {1} to {2}", name, least, most);
    }
}
