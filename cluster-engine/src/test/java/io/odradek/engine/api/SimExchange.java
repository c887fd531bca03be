package io.odradek.engine.api;

import io.odradek.engine.env.Lane;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.RequestHeader;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An exchange without a connection: keeps the answer, and complains about a second one. */
final class SimExchange implements Exchange, Session {
    private final RequestHeader header;
    private final Lane lane;
    private final Consumer<Message> answer;
    private String softwareName = "unknown";
    private String softwareVersion = "unknown";
    private boolean answered;
    String disconnected;
    Message message;

    SimExchange(RequestHeader header, Lane lane, Consumer<Message> answer) {
        this.header = header;
        this.lane = lane;
        this.answer = answer;
    }

    /** For a handler that answers at once. */
    static SimExchange of(ApiKey key, int version, Lane lane) {
        return new SimExchange(new RequestHeader().requestApiKey(key.id()).requestApiVersion((short) version), lane,
                _ -> { });
    }

    private void once() {
        if (answered) throw new IllegalStateException("answered twice");
        answered = true;
    }

    boolean answered() {
        return answered;
    }

    @Override
    public RequestHeader header() {
        return header;
    }

    @Override
    public ApiKey key() {
        return ApiKey.of(header.requestApiKey());
    }

    @Override
    public short version() {
        return header.requestApiVersion();
    }

    @Override
    public Session session() {
        return this;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public void answer(Message response) {
        once();
        message = response;
        answer.accept(response);
    }

    @Override
    public void answerNothing() {
        once();
        answer.accept(null);
    }

    @Override
    public void disconnect(String why) {
        once();
        disconnected = why;
        answer.accept(null);
    }

    @Override
    public String id() {
        return "test";
    }

    @Override
    public String listener() {
        return "PLAINTEXT";
    }

    @Override
    public String clientHost() {
        return "127.0.0.1";
    }

    @Override
    public String clientId() {
        return "test";
    }

    @Override
    public String softwareName() {
        return softwareName;
    }

    @Override
    public String softwareVersion() {
        return softwareVersion;
    }

    @Override
    public void software(String name, String version) {
        softwareName = name;
        softwareVersion = version;
    }

    @Override
    public String principal() {
        return "User:ANONYMOUS";
    }

    @Override
    public <T> T attachment(Class<T> type, Supplier<T> make) {
        return make.get();
    }
}
