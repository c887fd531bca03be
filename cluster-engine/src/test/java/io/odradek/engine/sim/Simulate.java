package io.odradek.engine.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/** The command: {@code simulate --seed S --steps N [--seeds COUNT] [--last LINES] [--loud]}. */
public final class Simulate {
    /** About a minute of simulated time with faults. */
    public static final long STEPS = 50_000;
    private static final int LAST = 60;
    private static final String USAGE = """
            usage: bin/odradek simulate [OPTIONS]

              --seed S       the (first) seed; 1
              --seeds COUNT  how many seeds, one after the other; 1
              --steps N      events with faults in each run, before everything is mended and must heal; 50000
              --last LINES   how much of the trace to print when a promise is broken; 60
              --loud         print the whole trace, and what the brokers log, while it happens
              --keep-going   go on with the next seed after a broken promise
            """;

    private Simulate() {}

    public static void main(String[] args) {
        Map<String, Long> numbers = new TreeMap<>(Map.of("--seed", 1L, "--seeds", 1L, "--steps", STEPS, "--last",
                (long) LAST));
        boolean loud = false;
        boolean keepGoing = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--help")) help();
            else if (args[i].equals("--loud")) loud = true;
            else if (args[i].equals("--keep-going")) keepGoing = true;
            else if (numbers.containsKey(args[i]) && i + 1 < args.length) numbers.put(args[i], number(args[++i]));
            else usage();
        }
        long first = numbers.get("--seed");
        boolean well = new Runs(System.out, numbers.get("--steps"), numbers.get("--last").intValue(), loud)
                .all(first, numbers.get("--seeds"), keepGoing);
        System.exit(well ? 0 : 1);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            usage();
            return 0;
        }
    }

    private static void help() {
        System.out.print(USAGE);
        System.exit(0);
    }

    private static void usage() {
        System.err.print(USAGE);
        System.exit(2);
    }

    /** Silences the brokers, or has them heard. */
    static void logging(boolean loud) {
        Logger engine = (Logger) LoggerFactory.getLogger("io.odradek.engine");
        engine.setLevel(loud ? Level.DEBUG : Level.OFF);
        if (!loud) return;
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(engine.getLoggerContext());
        lines.setPattern("               %X{lane} %logger{0}: %msg%n");
        lines.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(engine.getLoggerContext());
        console.setEncoder(lines);
        console.start();
        engine.addAppender(console);
        engine.setAdditive(false);
    }

    /** Several seeds, one after the other. */
    private record Runs(PrintStream out, long steps, int last, boolean loud) {
        boolean all(long first, long count, boolean keepGoing) {
            logging(loud);
            Map<String, Integer> broken = new TreeMap<>();
            long acknowledged = 0;
            int waived = 0;
            Scene.Beside beside = new Scene.Beside(0, 0, 0, 0, 0);
            for (long seed = first; seed < first + count; seed++) {
                World world = new World(seed);
                if (loud) world.trace().loud();
                try {
                    Scene.Outcome o = new Scene(world).run(steps);
                    acknowledged += o.acknowledged();
                    waived += o.waived();
                    beside = beside.plus(o.beside());
                    if (count == 1) out.printf("seed %d: every promise held. %s%n", seed, o);
                } catch (RuntimeException e) {
                    Violation v = e instanceof Violation known ? known
                            : new Violation("nothing fails", e.toString(), e);
                    broken.merge(v.invariant(), 1, Integer::sum);
                    report(seed, world, v);
                    if (!keepGoing) break;
                }
                if (count > 1 && (seed - first + 1) % 100 == 0) out.printf("%d seeds, broken: %s%n", seed - first + 1,
                        broken);
            }
            out.printf("seeds %d to %d, %d steps each: %d batches acknowledged, %s, %d partitions without promise, "
                    + "broken: %s%n", first, first + count - 1, steps, acknowledged, beside, waived, broken);
            return broken.isEmpty();
        }

        private void report(long seed, World world, Violation v) {
            for (String line : world.trace().last(last)) out.println(line);
            out.printf("seed %d broke a promise: %s%nat step %d, %d ms; again: bin/odradek simulate --seed %d "
                    + "--steps %d --loud%n", seed, v.getMessage(), world.steps(), world.nowMs(), seed, steps);
            if (v.getCause() != null) {
                StringWriter stack = new StringWriter();
                v.getCause().printStackTrace(new PrintWriter(stack));
                out.println(stack);
            }
        }
    }
}
