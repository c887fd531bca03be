package io.odradek.ui.shell;

import io.odradek.console.Console;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.group.GroupQuery;
import io.odradek.console.group.GroupSort;
import io.odradek.console.topic.TopicQuery;
import io.odradek.console.topic.TopicSort;
import io.odradek.ui.part.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the palette finds: pages, brokers, topics and groups of a cluster. */
final class PaletteLogic {
    private static final int OF_A_KIND = 8;

    private PaletteLogic() {
    }

    /**
     * Something to go to.
     *
     * @param kind key of the word for what it is
     */
    record Hit(String kind, String name, String address) {
    }

    /** Pages by their names in the language at hand, then what is called so; never blocks. */
    static List<Hit> find(Console console, Actor actor, String cluster, String typed, List<Hit> pages) {
        String text = typed.strip().toLowerCase(Locale.ROOT);
        List<Hit> hits = new ArrayList<>();
        pages.stream().filter(page -> page.name().toLowerCase(Locale.ROOT).contains(text)).forEach(hits::add);
        console.clusters().list().stream().filter(spec -> !spec.id().equals(cluster) && spec.id().contains(text)
                && actor.may(Need.glimpse(spec.id())))
                .limit(OF_A_KIND).forEach(spec -> hits.add(new Hit("palette.cluster", spec.id(),
                        Address.overview(spec.id()))));
        if (text.isEmpty()) {
            return hits;
        }
        boolean whole = actor.may(Need.at(Permission.VIEW, cluster, "brokers", null));
        console.brokers().list(cluster).items().stream().filter(broker -> whole)
                .map(broker -> String.valueOf(broker.id()))
                .filter(id -> ("broker " + id).contains(text)).limit(OF_A_KIND)
                .forEach(id -> hits.add(new Hit("palette.broker", id, Address.broker(cluster, Integer.parseInt(id)))));
        console.topics().list(cluster, new TopicQuery(text, true, TopicSort.NAME, false, 0, OF_A_KIND,
                actor.sees(cluster, Need.Kind.TOPIC))).items()
                .forEach(topic -> hits.add(new Hit("palette.topic", topic.name(),
                        Address.messages(cluster, topic.name()))));
        console.groups().list(cluster, new GroupQuery(text, "", GroupSort.NAME, false, 0, OF_A_KIND,
                actor.sees(cluster, Need.Kind.GROUP))).items().stream()
                .filter(group -> group.id().toLowerCase(Locale.ROOT).contains(text))
                .forEach(group -> hits.add(new Hit("palette.group", group.id(), Address.group(cluster, group.id()))));
        return hits;
    }
}
