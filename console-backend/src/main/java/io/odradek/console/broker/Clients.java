package io.odradek.console.broker;

import io.odradek.console.inside.ClientInside;
import java.util.List;

/**
 * Who is connected to a broker.
 *
 * @param total connections; those shown are the oldest of them
 */
public record Clients(int total, List<ClientInside> shown) {
}
