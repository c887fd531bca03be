package io.odradek.suite;

import java.io.IOException;
import kafka.network.SocketServer;
import kafka.server.KafkaBroker;
import org.mockito.Mockito;
import org.mockito.invocation.InvocationOnMock;
import org.mockito.stubbing.Answer;

/** What a test takes for a broker: its process can be stopped, started and reached, and there is no more to it. */
final class OutsideBroker implements Answer<Object> {
    private final Launched cluster;
    private final int id;
    private final SocketServer server;

    private OutsideBroker(Launched cluster, int id) {
        this.cluster = cluster;
        this.id = id;
        this.server = mock(SocketServer.class, call -> switch (call.getMethod().getName()) {
            case "boundPort" -> cluster.ports().get(id);
            case "toString" -> "the server of broker " + id;
            default -> throw Inside.reached("SocketServer." + call.getMethod().getName());
        });
    }

    static KafkaBroker of(Launched cluster, int id) {
        return mock(KafkaBroker.class, new OutsideBroker(cluster, id));
    }

    private static <T> T mock(Class<T> type, Answer<Object> answer) {
        return Mockito.mock(type, Mockito.withSettings().defaultAnswer(answer).stubOnly());
    }

    @Override
    public Object answer(InvocationOnMock call) throws IOException, InterruptedException {
        switch (call.getMethod().getName()) {
            case "shutdown" -> cluster.stopBroker(id);
            case "startup" -> cluster.startBroker(id);
            case "awaitShutdown" -> { }
            case "isShutdown" -> {
                return !cluster.alive(id);
            }
            case "boundPort" -> {
                return cluster.ports().get(id);
            }
            case "socketServer" -> {
                return server;
            }
            case "toString" -> {
                return "broker " + id;
            }
            default -> throw Inside.reached("KafkaBroker." + call.getMethod().getName());
        }
        return null;
    }
}
