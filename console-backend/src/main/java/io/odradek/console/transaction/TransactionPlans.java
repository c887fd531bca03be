package io.odradek.console.transaction;

import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.List;

/** Words and commands of the ends of transactions. Pure. */
final class TransactionPlans {

    private static final String TOOL = "kafka-transactions.sh";

    private TransactionPlans() {
    }

    /** Through the coordinator. */
    static Plan fence(String bootstrapServers, TransactionRow row) {
        List<Sentence> steps = new ArrayList<>();
        List<Sentence> refusals = new ArrayList<>();
        if (row.open()) {
            steps.add(Sentence.of("Coordinator {0} aborts the transaction of {1} in {2} partitions; what it wrote is "
                    + "passed over by readers of committed records", row.coordinator(), row.id(), row.partitions()));
        } else {
            refusals.add(Sentence.of("No transaction of {0} goes on: it is {1}", row.id(), row.state()));
        }
        steps.add(Sentence.of("Producer {0} of epoch {1} is fenced: what it writes next is refused, and its "
                + "application must begin anew", row.producerId(), row.producerEpoch()));
        List<Sentence> warnings = row.state().startsWith("Prepare")
                ? List.of(Sentence.of("Its end is decided already ({0}); it waits for partitions to take it",
                        row.state()))
                : row.late() ? List.of() : List.of(Sentence.of(
                        "It is younger than its own time-out: its producer may be at work"));
        String command = CommandLine.of(TOOL, bootstrapServers).with("forceTerminateTransaction", "--transactionalId",
                row.id()).toString();
        return new Plan(Sentence.of("Abort the transaction of {0}", row.id()), steps, warnings, refusals, command,
                row.id());
    }

    /** Past the coordinator, which knows nothing of it. */
    static Plan abort(String bootstrapServers, Place place, HeldPartition held, HeldPartition.Holder holder) {
        List<Sentence> steps = new ArrayList<>();
        List<Sentence> refusals = new ArrayList<>();
        steps.add(Sentence.of("The leader of {0} writes an abort marker for producer {1} of epoch {2}", place,
                holder.producerId(), holder.producerEpoch()));
        steps.add(Sentence.of("Its records from offset {0} on are passed over by readers of committed records, "
                + "who go on from {1}", holder.openFrom(), held.lastStable()));
        if (!holder.hanging()) {
            refusals.add(holder.id().isEmpty() ? Sentence.of("It may have only begun: look again in a minute")
                    : Sentence.of("Its coordinator knows it: abort it by its transactional id, {0}", holder.id()));
        }
        String command = CommandLine.of(TOOL, bootstrapServers).with("abort", "--topic", place.topic(), "--partition",
                String.valueOf(place.partition()), "--start-offset", String.valueOf(holder.openFrom())).toString();
        return new Plan(Sentence.of("Abort a hanging transaction in {0}", place), steps, List.of(), refusals, command,
                String.valueOf(holder.producerId()));
    }
}
