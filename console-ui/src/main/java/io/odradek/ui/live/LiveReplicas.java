package io.odradek.ui.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.Map;

/** Replicas of some partitions of a topic as they move, from the stream {@code replication}. */
@Tag("live-replicas")
@JsModule("context://js/live-replicas.js")
public final class LiveReplicas extends Component {

    /** {@code labels} are the element's texts by name; so many partitions from {@code first} on. */
    public LiveReplicas(String cluster, String topic, int first, int limit, Map<String, String> labels) {
        getElement().setAttribute("cluster", cluster);
        getElement().setAttribute("topic", topic);
        getElement().setAttribute("first", String.valueOf(first));
        getElement().setAttribute("limit", String.valueOf(limit));
        getElement().setAttribute("labels", Json.object(labels));
    }
}
