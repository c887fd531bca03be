package io.odradek.console.inside;

import java.util.List;

/**
 * What the brokers of an embedded cluster are asked for, wherever they run. Calls block for a second at most, and throw
 * Problem UNREACHABLE for a broker that does not run or does not answer.
 */
public interface TrafficInside {

    /** What a broker has counted of its requests. */
    LoadInside load(int broker);

    /** Who is connected to a broker, other brokers too; in no order. */
    List<ClientInside> clients(int broker);
}
