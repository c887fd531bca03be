package io.odradek.console.transaction;

import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Place;
import java.util.ArrayList;
import java.util.List;

/** Words and commands of the ends of transactions. Pure. */
final class TransactionPlans {

    private static final String TOOL = "kafka-transactions.sh";

    private TransactionPlans() {
    }

    /** Through the coordinator. */
    static Plan fence(String bootstrapServers, TransactionRow row) {
        List<String> steps = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        if (row.open()) {
            steps.add("Coordinator " + row.coordinator() + " aborts the transaction of " + row.id() + " in "
                    + row.partitions() + " partitions; what it wrote is passed over by readers of committed records");
        } else {
            refusals.add("No transaction of " + row.id() + " goes on: it is " + row.state());
        }
        steps.add("Producer " + row.producerId() + " of epoch " + row.producerEpoch()
                + " is fenced: what it writes next is refused, and its application must begin anew");
        List<String> warnings = row.state().startsWith("Prepare")
                ? List.of("Its end is decided already (" + row.state() + "); it waits for partitions to take it")
                : row.late() ? List.of() : List.of("It is younger than its own time-out: its producer may be at work");
        String command = CommandLine.of(TOOL, bootstrapServers).with("forceTerminateTransaction", "--transactionalId",
                row.id()).toString();
        return new Plan("Abort the transaction of " + row.id(), steps, warnings, refusals, command, row.id());
    }

    /** Past the coordinator, which knows nothing of it. */
    static Plan abort(String bootstrapServers, Place place, HeldPartition held, HeldPartition.Holder holder) {
        List<String> steps = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        steps.add("The leader of " + place + " writes an abort marker for producer " + holder.producerId()
                + " of epoch " + holder.producerEpoch());
        steps.add("Its records from offset " + holder.openFrom() + " on are passed over by readers of committed "
                + "records, who go on from " + held.lastStable());
        if (!holder.hanging()) {
            refusals.add(holder.id().isEmpty() ? "It may have only begun: look again in a minute"
                    : "Its coordinator knows it: abort it by its transactional id, " + holder.id());
        }
        String command = CommandLine.of(TOOL, bootstrapServers).with("abort", "--topic", place.topic(), "--partition",
                String.valueOf(place.partition()), "--start-offset", String.valueOf(holder.openFrom())).toString();
        return new Plan("Abort a hanging transaction in " + place, steps, List.of(), refusals, command,
                String.valueOf(holder.producerId()));
    }
}
