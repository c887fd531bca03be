package io.odradek.console.http;

import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One row of the table: what is asked, what it takes, what it gives.
 *
 * @param method     GET, POST, PUT, PATCH or DELETE
 * @param path       with parameters in braces
 * @param permission what the caller must be allowed
 * @param summary    one sentence
 * @param query      query parameters
 * @param body       type of the JSON body, null for none
 * @param answer     type of the JSON answer
 * @param handler    what answers, on a virtual thread
 */
record Route(String method, String path, Permission permission, String summary, List<Query> query, Class<?> body,
        Answer answer, Handler handler) {

    private static final String CLUSTERS = Routes.ROOT + "/clusters/{cluster}/";
    private static final String EMBEDDED = Routes.ROOT + "/embedded/";

    /** A query parameter: its JSON type, and a sentence with its default. */
    record Query(String name, String type, String what) {
    }

    /** The type of an answer, or of the items of a list or page. */
    record Answer(Class<?> type, Shape shape) {

        enum Shape { ONE, LIST, PAGE, NONE }
    }

    /** Answers a call; null is an answer without a body. What it throws becomes problem+json. */
    interface Handler {
        Object handle(Call call) throws Exception;
    }

    static Route get(String path, String summary, Answer answer, Handler handler) {
        return new Route("GET", path, Permission.VIEW, summary, List.of(), null, answer, handler);
    }

    static Route change(String method, String path, Permission permission, String summary, Handler handler) {
        return new Route(method, path, permission, summary, List.of(), null, none(), handler);
    }

    static Answer one(Class<?> type) {
        return new Answer(type, Answer.Shape.ONE);
    }

    static Answer list(Class<?> type) {
        return new Answer(type, Answer.Shape.LIST);
    }

    static Answer page(Class<?> type) {
        return new Answer(type, Answer.Shape.PAGE);
    }

    static Answer none() {
        return new Answer(Void.class, Answer.Shape.NONE);
    }

    Route query(String name, String type, String what) {
        List<Query> more = new ArrayList<>(query);
        more.add(new Query(name, type, what));
        return new Route(method, path, permission, summary, more, body, answer, handler);
    }

    /** With another permission than to look. */
    Route needs(Permission other) {
        return new Route(method, path, other, summary, query, body, answer, handler);
    }

    Route body(Class<?> type) {
        return new Route(method, path, permission, summary, query, type, answer, handler);
    }

    Route answers(Answer with) {
        return new Route(method, path, permission, summary, query, body, with, handler);
    }

    /**
     * What its caller must be allowed, by the names in its path.
     *
     * @param embedded the embedded cluster's id, or empty
     */
    Need need(Map<String, String> given, String embedded) {
        String cluster = given.getOrDefault("cluster", path.startsWith(EMBEDDED) ? embedded : "");
        String area = path.startsWith(CLUSTERS) ? path.substring(CLUSTERS.length()).split("/")[0] : "";
        String name = given.getOrDefault("topic", given.getOrDefault("group", given.get("app")));
        return Need.at(permission, cluster, area, name);
    }

    boolean mutates() {
        return !method.equals("GET");
    }
}
