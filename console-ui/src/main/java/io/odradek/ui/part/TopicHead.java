package io.odradek.ui.part;

import com.vaadin.flow.component.html.Div;
import io.odradek.ui.text.Text;

/** What every page about one topic has above it. */
public final class TopicHead extends Div {
    /** The tabs of a topic. */
    public enum Tab {
        MESSAGES, PARTITIONS, GROUPS, REPLICATION, STORAGE, PRODUCERS, CONFIGURATION
    }

    private final Heading heading;

    public TopicHead(String cluster, String topic, Tab tab) {
        addClassName("topic-head");
        heading = new Heading(topic).under(Text.of("nav.topics"), Address.topics(cluster)).mark(new CopyButton(topic));
        LinkTabs tabs = new LinkTabs(topic)
                .tab(Text.of("topic.messages"), Address.messages(cluster, topic), tab == Tab.MESSAGES)
                .tab(Text.of("topic.partitions"), Address.topic(cluster, topic), tab == Tab.PARTITIONS)
                .tab(Text.of("nav.groups"), Address.topic(cluster, topic) + "/groups", tab == Tab.GROUPS)
                .tab(Text.of("topic.replication.tab"), Address.replication(cluster, topic), tab == Tab.REPLICATION)
                .tab(Text.of("nav.storage"), Address.storage(cluster, topic), tab == Tab.STORAGE)
                .tab(Text.of("topic.producers"), Address.topic(cluster, topic) + "/producers", tab == Tab.PRODUCERS)
                .tab(Text.of("topic.configuration"), Address.configuration(cluster, topic), tab == Tab.CONFIGURATION);
        add(heading, tabs);
    }

    public Heading heading() {
        return heading;
    }
}
