package io.odradek.console.record;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Writer;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Records written behind the page, each job on a thread of its own. The last ones are kept. Any thread. */
final class Jobs {

    private static final int KEPT = 50;
    /** Each has a client of its own with up to 32 MB under way. */
    private static final int RUNNING = 4;
    /** A page is written in pieces of this many records; the pace is kept ten times a second. */
    private static final int PIECE = 500;
    private static final int PACES_A_SECOND = 10;

    private final Deque<Running> jobs = new ArrayDeque<>();
    private long last;

    /** What a job is to do. */
    record Order(String cluster, String what, String target, Feed feed, long most, int perSecond) {
    }

    /** Begins it. Problem TOO_MANY when as many run as may. */
    synchronized Job begin(Door door, Order order, Consumer<Job> ended) {
        if (jobs.stream().filter(job -> job.state.running()).count() >= RUNNING) {
            throw Problem.of(Kind.TOO_MANY, Sentence.of("Too much is being written"),
                    Sentence.of("{0} jobs run already", RUNNING), Sentence.of("Wait for one to end, or cancel it"));
        }
        Running job = new Running(++last, door, order, ended);
        jobs.addFirst(job);
        if (jobs.size() > KEPT) {
            jobs.removeLast();
        }
        Thread.ofVirtual().name("job-" + last).start(job);
        return job.state;
    }

    /** Newest first. */
    synchronized List<Job> of(String cluster) {
        return jobs.stream().map(job -> job.state).filter(state -> state.cluster().equals(cluster)).toList();
    }

    /** What is under way when this is asked is still written. */
    synchronized void cancel(String cluster, long id) {
        jobs.stream().filter(job -> job.state.id() == id && job.state.cluster().equals(cluster)).findFirst()
                .orElseThrow(() -> Problem.notFound("No such job", id)).cancelled = true;
    }

    private static final class Running implements Runnable {
        private final Door door;
        private final Order order;
        private final Consumer<Job> ended;
        private volatile Job state;
        private volatile boolean cancelled;
        private long written;
        private long paceNs = System.nanoTime();

        Running(long id, Door door, Order order, Consumer<Job> ended) {
            this.door = door;
            this.order = order;
            this.ended = ended;
            this.state = new Job(id, order.cluster(), order.what(), order.target(), 0, 0, order.feed().total(),
                    System.currentTimeMillis(), 0, Sentence.NONE);
        }

        @Override
        public void run() {
            Sentence outcome;
            try (Writer writer = door.manyWriter()) {
                outcome = write(writer);
            } catch (RuntimeException e) {
                outcome = Problem.from(e).said();
            }
            tell(System.currentTimeMillis(), outcome);
            ended.accept(state);
        }

        private Sentence write(Writer writer) {
            for (List<Writer.Outgoing> page = order.feed().next(); page != null; page = order.feed().next()) {
                tell(0, Sentence.NONE);
                Deque<Writer.Outgoing> left = new ArrayDeque<>(page);
                while (!left.isEmpty()) {
                    if (cancelled) {
                        return Job.CANCELLED;
                    }
                    if (written >= order.most()) {
                        return Job.DONE;
                    }
                    List<Writer.Outgoing> piece = new ArrayList<>();
                    for (long room = room(); room > 0 && !left.isEmpty(); room--) {
                        piece.add(left.poll());
                    }
                    writer.write(piece);
                    written += piece.size();
                    tell(0, Sentence.NONE);
                    pause(piece.size());
                }
                if (cancelled) {
                    return Job.CANCELLED;
                }
            }
            return Job.DONE;
        }

        private long room() {
            long piece = order.perSecond() == 0 ? PIECE
                    : Math.clamp(order.perSecond() / PACES_A_SECOND, 1, PIECE);
            return Math.min(piece, order.most() - written);
        }

        /** Keeps the pace over pieces, so that a slow one is caught up by the next, within a second. */
        private void pause(int records) {
            if (order.perSecond() > 0) {
                paceNs = Math.max(paceNs, System.nanoTime() - 1_000_000_000L)
                        + records * 1_000_000_000L / order.perSecond();
                while (!cancelled && System.nanoTime() < paceNs) {
                    LockSupport.parkNanos(Math.min(paceNs - System.nanoTime(), 100_000_000L));
                }
            }
        }

        private void tell(long endedMs, Sentence outcome) {
            state = new Job(state.id(), state.cluster(), state.what(), state.target(), order.feed().scanned(), written,
                    order.feed().total(), state.startedMs(), endedMs, outcome);
        }
    }
}
