package io.odradek.console;

import io.odradek.console.problem.Problem;
import io.odradek.console.settings.Invocation;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code bin/odradek up}: understands the command line, then starts and stops everything. */
public final class Main {

    private static final int MISUNDERSTOOD = 1;
    private static final int FAILED = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {
    }

    /** Runs until a signal comes; ends with 1 where it cannot start or does not understand. */
    public static void main(String[] words) {
        PrintStream err = System.err;
        Run run = null;
        try {
            Invocation invocation = Invocation.parse(words);
            if (invocation.help()) {
                System.out.print(Invocation.usage());
                return;
            }
            run = new Run(invocation.settings(), invocation.access(),
                    new EmbeddedEngine.Starter(invocation.isolate()));
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(run::close));
            run.start();
            if (invocation.train()) {
                run.train();
                System.exit(0);
            }
            run.awaitStop();
        } catch (Invocation.Misunderstood e) {
            err.println("odradek: " + e.getMessage());
            System.exit(MISUNDERSTOOD);
        } catch (Problem problem) {
            String remedy = problem.remedy().isEmpty() ? "" : " (" + problem.remedy() + ")";
            err.println("odradek: " + problem.getMessage() + remedy);
            run.abandon();
            // Not exit: parts that are just starting would complain at length.
            Runtime.getRuntime().halt(FAILED);
        } catch (InterruptedException e) {
            System.exit(FAILED);
        } catch (RuntimeException e) {
            LOG.error("Cannot start", e);
            System.exit(FAILED);
        }
    }
}
