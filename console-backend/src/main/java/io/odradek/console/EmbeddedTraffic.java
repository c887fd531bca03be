package io.odradek.console;

import io.odradek.console.inside.ClientInside;
import io.odradek.console.inside.LoadInside;
import io.odradek.console.inside.LoadInside.RequestInside;
import io.odradek.console.inside.TrafficInside;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.engine.EmbeddedCluster;
import io.odradek.engine.Load;
import io.odradek.engine.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the engine's brokers tell of their requests and clients, in this process or from their own. */
final class EmbeddedTraffic implements TrafficInside {

    private final EmbeddedCluster cluster;

    EmbeddedTraffic(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public LoadInside load(int id) {
        Load load = told(id, member(id).load());
        Map<String, RequestInside> requests = new HashMap<>();
        load.requests().forEach((api, each) -> requests.put(api, new RequestInside(each.counts(), each.boundsNs(),
                each.totalNs(), each.queueNs(), each.localNs(), each.remoteNs(), each.sendNs())));
        return new LoadInside(load.idle(), load.connections(), requests);
    }

    @Override
    public List<ClientInside> clients(int id) {
        return told(id, member(id).clients()).stream().map(client -> new ClientInside(client.listener(),
                client.host(), client.port(), client.clientId(), client.softwareName(), client.softwareVersion(),
                client.ageMs())).toList();
    }

    private Member member(int id) {
        return cluster.members().stream().filter(one -> one.id() == id).findFirst()
                .orElseThrow(() -> Problem.notFound("No such broker", id));
    }

    private static <T> T told(int id, T answer) {
        if (answer == null) {
            throw Problem.of(Kind.UNREACHABLE, Sentence.of("Broker {0} does not run, or stands still", id),
                    Sentence.of("It is asked while it runs"), Sentence.of("Start it, or look at another"));
        }
        return answer;
    }
}
