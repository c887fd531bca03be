package io.odradek.console.kafka;

import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** Transactions, and the producers that hold partitions back. */
public final class Transactions {

    private final Door door;

    Transactions(Door door) {
        this.door = door;
    }

    /** All transactional ids, and the coordinators that did not answer. */
    public record Listing(List<TransactionFacts.Listed> all, Set<Integer> silent) {
    }

    /** Asks every broker. */
    public Listing list() {
        return door.talk(Sentence.of("List transactions"), admin -> {
            List<TransactionFacts.Listed> all = new ArrayList<>();
            Set<Integer> silent = new TreeSet<>();
            Throwable last = null;
            var brokers = wait(admin.listTransactions().byBrokerId());
            for (var broker : brokers.entrySet()) {
                try {
                    for (TransactionListing one : wait(broker.getValue())) {
                        all.add(new TransactionFacts.Listed(one.transactionalId(), one.producerId(),
                                one.state().toString(), broker.getKey()));
                    }
                } catch (ExecutionException e) {
                    last = e;
                    silent.add(broker.getKey());
                }
            }
            if (last != null && silent.size() == brokers.size()) {
                throw (ExecutionException) last;
            }
            return new Listing(all, silent);
        });
    }

    /** These transactional ids, without those that no coordinator knows (any more) or whose coordinator is silent. */
    public Map<String, TransactionFacts> describe(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return door.talk(Sentence.of("Describe transactions"), admin -> {
            Map<String, TransactionFacts> known = new HashMap<>();
            var result = admin.describeTransactions(ids);
            for (String id : ids) {
                try {
                    known.put(id, facts(id, wait(result.description(id))));
                } catch (ExecutionException e) {
                    if (ids.size() == 1 && !(e.getCause() instanceof TransactionalIdNotFoundException)) {
                        throw e;
                    }
                }
            }
            return known;
        });
    }

    /** Producers with an open transaction, by partition; without the partitions whose leader did not answer. */
    public Map<Place, List<ProducerFacts>> open(Collection<Place> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        return door.talk(Sentence.of("Describe producers"), admin -> {
            Map<Place, List<ProducerFacts>> known = new HashMap<>();
            var result = admin.describeProducers(places.stream().map(Transactions::partition).toList());
            for (Place place : places) {
                try {
                    List<ProducerFacts> open = new ArrayList<>();
                    for (ProducerState state : wait(result.partitionResult(partition(place))).activeProducers()) {
                        if (state.currentTransactionStartOffset().isPresent()) {
                            open.add(Replicas.producer(place.partition(), state));
                        }
                    }
                    known.put(place, open);
                } catch (ExecutionException e) {
                    // Its leader is away: what it holds back is not known now.
                    continue;
                }
            }
            return known;
        });
    }

    /** Has the coordinator abort what goes on under this id, and lets its producer write no more. */
    public void fence(String id) {
        door.ask(Sentence.of("Fence {0}", id), admin -> admin.fenceProducers(List.of(id)).all());
    }

    /** Has the partition's leader write an abort marker, past any coordinator. */
    public void abort(Place place, long producerId, int producerEpoch, int coordinatorEpoch) {
        door.ask(Sentence.of("Abort the transaction of producer {0} in {1}", producerId, place), admin ->
                admin.abortTransaction(new AbortTransactionSpec(partition(place), producerId, (short) producerEpoch,
                        coordinatorEpoch)).all());
    }

    private static TransactionFacts facts(String id, TransactionDescription d) {
        Set<Place> places = new HashSet<>();
        d.topicPartitions().forEach(p -> places.add(new Place(p.topic(), p.partition())));
        return new TransactionFacts(id, d.state().toString(), d.coordinatorId(), d.producerId(), d.producerEpoch(),
                d.transactionTimeoutMs(), d.transactionStartTimeMs().orElse(-1), places);
    }

    private static TopicPartition partition(Place place) {
        return new TopicPartition(place.topic(), place.partition());
    }

    private static <T> T wait(KafkaFuture<T> future) throws Exception {
        return future.get(Door.TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS);
    }
}
