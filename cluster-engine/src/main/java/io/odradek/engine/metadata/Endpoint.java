package io.odradek.engine.metadata;

/** An address under which a broker is to be reached by those who use the named listener. */
public record Endpoint(String listener, SecurityProtocol protocol, String host, int port) {
    @Override
    public String toString() {
        return listener + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
