package io.odradek.console.record;

import io.odradek.console.decoder.Choice;
import io.odradek.console.decoder.Decoder;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The decoders chosen for topics; in a file where there is one. Any thread. */
public class KeptDecoders {

    /** Most schemas are some kilobytes: the file stays below some megabytes. */
    private static final int MOST = 500;

    private final Shelf<TopicDecoders> shelf;
    /** Making one takes some milliseconds; of those that nobody has any more none stays. */
    private final Map<Choice, Decoder> made = new ConcurrentHashMap<>();

    /** @param file null to keep them in memory alone */
    public KeptDecoders(Path file) {
        this.shelf = new Shelf<>(file, TopicDecoders[].class);
    }

    /** What is kept for a topic; the automatic choice where nothing is. */
    TopicDecoders of(String cluster, String topic) {
        return shelf.all().stream().filter(kept -> kept.cluster().equals(cluster) && kept.topic().equals(topic))
                .findFirst().orElse(TopicDecoders.automatic(cluster, topic));
    }

    /** Keeps them in place of what was; nothing where both are automatic. Problem INVALID where one cannot be made. */
    synchronized void keep(TopicDecoders decoders) {
        decoders.key().made();
        decoders.value().made();
        List<TopicDecoders> next = new ArrayList<>(shelf.all());
        next.removeIf(kept -> kept.cluster().equals(decoders.cluster()) && kept.topic().equals(decoders.topic()));
        if (!decoders.automatic()) {
            if (next.size() >= MOST) {
                throw Problem.of(Kind.TOO_MANY, Sentence.of("Decoders are kept for too many topics"),
                        Sentence.of("{0} at most", MOST), Sentence.of("Choose the automatic ones for some"));
            }
            next.add(decoders);
        }
        shelf.put(next);
        made.clear();
    }

    /** Null for the automatic choice. One that cannot be made refuses all bytes and says why. */
    Decoder decoder(Choice choice) {
        return choice.automatic() ? null : made.computeIfAbsent(choice, KeptDecoders::make);
    }

    private static Decoder make(Choice choice) {
        try {
            return choice.made();
        } catch (Problem problem) {
            return new Broken(choice.decoder(), problem.detail().toString());
        }
    }
}
