package io.odradek.ui.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records of topics as they are written, straight from the stream {@code records.tail} to the browser, which keeps
 * the last 20,000
 * (20,000 x about 1 KiB each is 20 MiB at most).
 */
@Tag("live-tail")
@JsModule("context://js/live-tail.js")
public final class LiveTail extends Component {
    /** Told of the row a person chose. */
    public interface Chosen {
        void record(String topic, int partition, long offset);
    }

    /**
     * {@code labels} are the element's texts by name; {@code text} and {@code partitions} may be empty for all
     * records.
     */
    public LiveTail(String cluster, Set<String> topics, String text, Set<Integer> partitions, ZoneId zone, Map<String,
            String> labels) {
        getElement().setAttribute("cluster", cluster);
        getElement().setAttribute("topics", String.join(",", topics));
        getElement().setAttribute("zone", zone.getId());
        getElement().setAttribute("labels", Json.object(labels));
        if (!text.isEmpty()) {
            getElement().setAttribute("text", text);
        }
        if (!partitions.isEmpty()) {
            getElement().setAttribute("partitions", partitions.stream().sorted().map(String::valueOf)
                    .collect(Collectors.joining(",")));
        }
    }

    public void onChosen(Chosen chosen) {
        getElement().addEventListener("record-open", event -> {
            var data = event.getEventData();
            chosen.record(data.get("event.detail.topic").asText(), data.get("event.detail.partition").asInt(),
                    data.get("event.detail.offset").asLong());
        }).addEventData("event.detail.topic").addEventData("event.detail.partition")
                .addEventData("event.detail.offset");
    }
}
