package io.odradek.console.streams;

import io.odradek.console.kafka.TopologyFacts;
import io.odradek.console.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code Topology#describe} prints. Used once. */
final class TopologyText {

    /** Applications of hundreds of nodes print tens of kilobytes. */
    private static final int LENGTH = 500_000;
    private static final int NODES = 3_000;
    private static final Pattern PART = Pattern.compile("Sub-topology: (\\S+)(.*)");
    private static final Pattern NODE = Pattern.compile("(Source|Processor|Sink): +(\\S+)(?: +\\((.*)\\))?");
    private static final Pattern DETAIL =
            Pattern.compile("(topics|topic|topic pattern|stores|extractor class): *(?:\\[(.*)]|(.*))");

    private final List<TopologyFacts.Part> parts = new ArrayList<>();
    private List<TopologyFacts.Node> nodes = new ArrayList<>();
    private int count;

    /** Problem INVALID where the text is something else. */
    static TopologyFacts parse(String text) {
        if (text.length() > LENGTH) {
            throw Problem.invalid("a topology of more than {0} characters", LENGTH);
        }
        TopologyFacts topology = new TopologyText().lines(text.split("\\R"));
        if (topology.parts().isEmpty()) {
            throw Problem.of(Problem.Kind.INVALID, "This is not a topology", "No line begins with \"Sub-topology:\"",
                    "Paste all that Topology#describe prints");
        }
        return topology;
    }

    private TopologyFacts lines(String[] lines) {
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            Matcher part = PART.matcher(line);
            Matcher node = NODE.matcher(line);
            if (part.matches()) {
                nodes = new ArrayList<>();
                parts.add(new TopologyFacts.Part(part.group(1), part.group(2).contains("global"), nodes));
            } else if (node.matches()) {
                add(node, i + 1);
            } else if (line.startsWith("-->")) {
                successors(line.substring(3).strip(), i + 1);
            } else if (!line.isEmpty() && !line.startsWith("<--") && !line.startsWith("Topolog")) {
                throw Problem.invalid("line {0} is not of a topology: {1}", i + 1, cut(line));
            }
        }
        return new TopologyFacts("text", List.copyOf(parts));
    }

    private void add(Matcher node, int line) {
        if (parts.isEmpty()) {
            throw Problem.invalid("line {0}: a node before the first sub-topology", line);
        }
        if (++count > NODES) {
            throw Problem.invalid("a topology of more than {0} nodes", NODES);
        }
        String kind = node.group(1).toLowerCase(java.util.Locale.ROOT);
        List<String> names = List.of();
        Matcher detail = DETAIL.matcher(node.group(3) == null ? "" : node.group(3));
        if (detail.matches() && !detail.group(1).equals("extractor class")) {
            String list = detail.group(2) != null ? detail.group(2) : detail.group(3);
            names = Arrays.stream(list.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
        }
        boolean processor = kind.equals("processor");
        nodes.add(new TopologyFacts.Node(kind, node.group(2), processor ? List.of() : names,
                processor ? names : List.of(), List.of()));
    }

    private void successors(String names, int line) {
        if (nodes.isEmpty()) {
            throw Problem.invalid("line {0}: an arrow before the first node", line);
        }
        List<String> next = Arrays.stream(names.split(",")).map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals("none")).toList();
        TopologyFacts.Node last = nodes.removeLast();
        nodes.add(new TopologyFacts.Node(last.kind(), last.name(), last.topics(), last.stores(), next));
    }

    private static String cut(String line) {
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }
}
