package io.odradek.console.cluster;

import io.odradek.console.kafka.ClientProperties;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What becomes of an attachment, from how it was and what was typed. */
record Edit(ClusterFile.Entry before, Attachment typed) {

    /** As it would be, with the secrets that are kept; Problem INVALID where one has no value. */
    ClusterFile.Entry after() {
        return new ClusterFile.Entry(before.id(), typed.bootstrapServers(),
                new ClientProperties(typed.client()).over(was()).values());
    }

    List<Sentence> steps() {
        List<Sentence> steps = new ArrayList<>();
        if (!typed.bootstrapServers().equals(before.bootstrapServers())) {
            steps.add(Sentence.of("Attach to {0} instead of {1}", typed.bootstrapServers(), before.bootstrapServers()));
        }
        changed().forEach(key -> steps.add(Sentence.of("Set {0}", key)));
        Set<String> gone = new TreeSet<>(was().values().keySet());
        gone.removeAll(typed.client().keySet());
        gone.forEach(key -> steps.add(Sentence.of("Take away {0}", key)));
        return steps;
    }

    List<Sentence> refusals() {
        List<Sentence> refusals = new ArrayList<>();
        if (steps().isEmpty()) {
            refusals.add(Sentence.of("Nothing is changed"));
        }
        try {
            after();
        } catch (Problem nothingToKeep) {
            refusals.add(nothingToKeep.detail());
        }
        Set<String> kept = new ClientProperties(typed.client()).kept();
        if (!strangers().isEmpty() && !kept.isEmpty()) {
            refusals.add(Sentence.of("Secrets are kept for where they went until now; for {0} type them again: {1}",
                    String.join(", ", strangers()), String.join(", ", kept)));
        }
        return refusals;
    }

    /** Where secrets would go that did not go there before: nobody who edits reads them by a server of their own. */
    private Set<String> strangers() {
        Set<String> strangers = new TreeSet<>(hosts(typed.bootstrapServers()));
        strangers.removeAll(hosts(before.bootstrapServers()));
        changed().stream().filter(key -> key.endsWith(".url")).forEach(strangers::add);
        return strangers;
    }

    private Set<String> changed() {
        Set<String> changed = new TreeSet<>(typed.client().keySet());
        changed.removeAll(new ClientProperties(typed.client()).kept());
        changed.removeIf(key -> typed.client().get(key).equals(was().values().get(key)));
        return changed;
    }

    private ClientProperties was() {
        return new ClientProperties(before.properties());
    }

    private static Set<String> hosts(String servers) {
        return Arrays.stream(servers.split(",")).map(server -> server.replaceFirst(":\\d*$", ""))
                .collect(Collectors.toSet());
    }
}
