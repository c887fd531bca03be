package io.odradek.engine;

/** How a process of ours ends: refused with one line, or asked to by a signal. */
final class ProcessEnd {
    private static final int FAILED = 1;

    private ProcessEnd() {}

    /** Says why and ends at once. Not by exit: parts that were just starting would complain at length. */
    static void refuse(String why) {
        System.err.println("odradek: " + why);
        System.err.flush();
        Runtime.getRuntime().halt(FAILED);
    }

    /** The work is done before the process ends by SIGTERM or SIGINT. */
    static void onSignal(Runnable work) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(work));
    }
}
