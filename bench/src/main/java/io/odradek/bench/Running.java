package io.odradek.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * One broker's process, and what the system says of it.
 *
 * @param bootstrap HOST:PORT for clients
 * @param startedAt when the process was started, in System.nanoTime's nanoseconds
 * @param log       what it prints
 */
record Running(String name, Process process, String bootstrap, long startedAt, Path log) implements AutoCloseable {
    /** The kernel's clock ticks a second in /proc, 100 on every Linux that Java runs on (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;
    /** Some twenty lines. */
    private static final int LAST_WORDS = 2_000;

    /** CPU seconds (user and system) that the process has used since it started: fields 14 and 15 of /proc/PID/stat. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Resident memory in bytes: VmRSS of /proc/PID/status. */
    long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
        throw new IOException("no VmRSS for process " + process.pid());
    }

    /** Empty while it runs; else a sentence with the end of what it printed, since that is gone with its directory. */
    String ifEnded() {
        if (process.isAlive()) return "";
        try {
            String all = Files.readString(log);
            return "; " + name + "'s process ended with " + process.exitValue() + ": "
                    + all.substring(Math.max(0, all.length() - LAST_WORDS));
        } catch (IOException e) {
            return "; " + name + "'s process ended with " + process.exitValue() + ", and " + log + " cannot be read";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
