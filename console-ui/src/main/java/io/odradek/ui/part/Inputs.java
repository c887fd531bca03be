package io.odradek.ui.part;

import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the address says: the parts of its path by name, and its query. */
public record Inputs(RouteParameters path, QueryParameters query) {
    public String cluster() {
        return path("cluster");
    }

    public String path(String name) {
        return path.get(name).orElse("");
    }

    /** Empty when it is not there. */
    public String query(String name) {
        return query.getSingleParameter(name).orElse("");
    }

    public Map<String, String> queries() {
        Map<String, String> single = new LinkedHashMap<>();
        query.getParameters().forEach((name, values) -> single.put(name, values.getFirst()));
        return single;
    }

    public Optional<Integer> number(String name) {
        return path.get(name).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf);
    }
}
