package io.odradek.engine;

import io.odradek.engine.net.ClientLook;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Connections as one process tells them to another: a line each, their words escaped as in addresses. */
final class ClientText {
    private ClientText() {}

    static String of(List<ClientLook> clients) {
        return clients.stream().map(c -> Stream.of(c.listener(), c.host(), Integer.toString(c.port()), c.clientId(),
            c.softwareName(), c.softwareVersion(), Long.toString(c.ageMs()))
            .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8)).collect(Collectors.joining(" ", "", "\n")))
            .collect(Collectors.joining());
    }

    static List<ClientLook> parse(String text) {
        return text.lines().map(line -> {
            List<String> w = Stream.of(line.split(" ", -1))
                .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8)).toList();
            return new ClientLook(w.get(0), w.get(1), Integer.parseInt(w.get(2)), w.get(3), w.get(4), w.get(5),
                Long.parseLong(w.get(6)));
        }).toList();
    }
}
