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
import io.odradek.ui.text.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the palette finds: pages, brokers, topics and groups of a cluster. */
final class PaletteLogic {
    private static final int OF_A_KIND = 8;
    /** As many by name are looked through for the one that is called so. */
    private static final int LOOKED_THROUGH = 200;

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
                .filter(id -> ("broker " + id).contains(text)
                        || Text.of("broker.title", id).toLowerCase(Locale.ROOT).contains(text)).limit(OF_A_KIND)
                .forEach(id -> hits.add(new Hit("palette.broker", id, Address.broker(cluster, Integer.parseInt(id)))));
        console.topics().list(cluster, new TopicQuery(text, true, TopicSort.NAME, false, 0, LOOKED_THROUGH,
                actor.sees(cluster, Need.Kind.TOPIC))).items()
                .forEach(topic -> hits.add(new Hit("palette.topic", topic.name(),
                        Address.messages(cluster, topic.name()))));
        console.groups().list(cluster, new GroupQuery(text, "", GroupSort.NAME, false, 0, LOOKED_THROUGH,
                actor.sees(cluster, Need.Kind.GROUP))).items().stream()
                .filter(group -> group.id().toLowerCase(Locale.ROOT).contains(text))
                .forEach(group -> hits.add(new Hit("palette.group", group.id(), Address.group(cluster, group.id()))));
        return ranked(hits, text);
    }

    /**
     * What is called so, then what begins so, then the rest; of each kind a few, in the order they were found.
     *
     * @param text in small letters
     */
    static List<Hit> ranked(List<Hit> hits, String text) {
        Map<String, Integer> taken = new HashMap<>();
        return hits.stream().sorted(Comparator.comparingInt(hit -> rank(hit.name().toLowerCase(Locale.ROOT), text)))
                .filter(hit -> taken.merge(hit.kind(), 1, Integer::sum) <= OF_A_KIND).toList();
    }

    private static int rank(String name, String text) {
        return name.equals(text) ? 0 : name.startsWith(text) ? 1 : 2;
    }
}
