package io.odradek.engine.sim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Breaks things, one after the other, some while others are still broken; and mends them all in the end. */
final class Faults {
    private static final long SECOND_US = 1_000_000;

    private final World world;
    private final Net net;
    private final Scene scene;
    private final List<Host> hosts;
    private final Map<String, Integer> counts = new TreeMap<>();
    /** Seeds differ in temper: how often something breaks, and whether power may fail. */
    private final long paceUs;
    private final boolean powerFails;
    private boolean on;

    Faults(Scene scene, List<Host> hosts) {
        this.scene = scene;
        this.world = scene.world();
        this.net = scene.net();
        this.hosts = hosts;
        paceUs = (1 + world.random().nextInt(8)) * SECOND_US / 2;
        powerFails = world.oneIn(2);
    }

    void start() {
        on = true;
        if (world.oneIn(2)) net.resetOneIn = 50 + world.random().nextInt(1000);
        next();
    }

    Map<String, Integer> counts() {
        return counts;
    }

    private void next() {
        world.at(1 + world.random().nextLong(2 * paceUs), () -> {
            if (!on) return;
            breakSomething();
            next();
        });
    }

    private void count(String what, String detail) {
        counts.merge(what, 1, Integer::sum);
        world.trace().add("fault: %s %s", what, detail);
    }

    private Host any() {
        return hosts.get(world.random().nextInt(hosts.size()));
    }

    private long whileUs() {
        return world.oneIn(3) ? world.random().nextLong(15 * SECOND_US) : world.random().nextLong(2 * SECOND_US);
    }

    private void breakSomething() {
        Host h = any();
        switch (world.random().nextInt(14)) {
            case 0, 1 -> kill(h);
            case 2 -> power(h);
            case 3, 4 -> pause(h);
            case 5, 6 -> cut(h);
            case 7 -> cutFromZookeeper(h);
            case 8 -> {
                count("session expiry", h.toString());
                h.expireSession();
            }
            case 9 -> jump(h);
            case 10 -> slow();
            case 11 -> stop(h);
            case 12 -> failDisk(h);
            default -> everyone();
        }
    }

    private void kill(Host h) {
        if (!h.alive()) return;
        count("kill", h.toString());
        h.kill();
        world.at(whileUs(), h::bootIfDown);
    }

    private void stop(Host h) {
        if (!h.alive()) return;
        count("controlled shutdown", h.toString());
        h.stop();
        world.at(SECOND_US + whileUs(), () -> restart(h));
    }

    /** As soon as it has stopped. */
    private void restart(Host h) {
        if (h.leaving()) world.at(SECOND_US, () -> restart(h));
        else h.bootIfDown();
    }

    private void failDisk(Host h) {
        count("failing data directory", h.toString());
        h.failDisk();
        boolean other = powerFails && world.oneIn(3);
        world.at(SECOND_US + whileUs(), () -> h.mendDisk(other));
    }

    private void power(Host h) {
        if (!powerFails) return;
        boolean disk = world.oneIn(4);
        count(disk ? "disk loss" : "power loss", h.toString());
        if (disk) h.wipe();
        else h.powerOff();
        world.at(whileUs(), h::bootIfDown);
    }

    /** All processes at once, as when the rack's switch or somebody's script fails. */
    private void everyone() {
        if (!world.oneIn(3)) return;
        count("kill of all", "");
        for (Host h : hosts) {
            h.kill();
            world.at(whileUs(), h::bootIfDown);
        }
    }

    private void pause(Host h) {
        if (!h.alive()) return;
        long us = whileUs();
        count("pause", h + " for " + us / 1000 + " ms");
        h.life().pause(us);
    }

    private void cut(Host h) {
        int other = world.oneIn(3) ? Net.CLIENTS + world.random().nextInt(scene.clients()) : any().id();
        if (other == h.id()) return;
        boolean oneWay = world.oneIn(2);
        count(oneWay ? "one-way cut" : "cut", h.id() + "-" + other);
        net.cutOff(h.id(), other);
        if (!oneWay) net.cutOff(other, h.id());
        world.at(whileUs(), () -> net.heal(h.id(), other));
    }

    private void cutFromZookeeper(Host h) {
        count("cut from ZooKeeper", h.toString());
        net.cutOff(h.id(), Net.ZOOKEEPER);
        if (world.oneIn(2)) net.cutOff(Net.ZOOKEEPER, h.id());
        world.at(whileUs(), () -> net.heal(h.id(), Net.ZOOKEEPER));
    }

    private void jump(Host h) {
        long ms = world.random().nextInt(20_000) - 10_000;
        count("clock jump", h + " by " + ms + " ms");
        h.jump(ms);
    }

    private void slow() {
        count("slow network", "");
        net.slowness = 1 + world.random().nextInt(50);
        world.at(whileUs(), () -> net.slowness = 1);
    }

    void stop() {
        on = false;
        net.resetOneIn = 0;
        net.slowness = 1;
        net.heal();
        for (Host h : hosts) {
            h.mendDisk(false);
            if (h.alive()) h.life().resume();
            world.at(world.random().nextLong(SECOND_US) + 1, h::bootIfDown);
        }
    }
}
