package io.odradek.engine.metric;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;

/**
 * The JVM and the process in Prometheus' text format, under the names of Prometheus' own Java client, which the JMX
 * exporter and so Kafka's dashboards have.
 */
public final class Jvm {
    private final StringBuilder out = new StringBuilder();

    private Jvm() {}

    /** The text; no broker's label, for several may live in one process. */
    public static String text() {
        Jvm p = new Jvm();
        p.memory();
        p.collections();
        p.threads();
        p.process();
        return p.out.toString();
    }

    private void memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        for (String family : new String[] {"jvm_memory_used_bytes", "jvm_memory_bytes_used"}) {
            head(family, "Bytes of memory in use by area", "gauge");
            line(family, "{area=\"heap\"}", heap.getUsed());
            line(family, "{area=\"nonheap\"}", other.getUsed());
        }
        head("jvm_memory_committed_bytes", "Bytes of memory taken from the system by area", "gauge");
        line("jvm_memory_committed_bytes", "{area=\"heap\"}", heap.getCommitted());
        line("jvm_memory_committed_bytes", "{area=\"nonheap\"}", other.getCommitted());
        head("jvm_memory_max_bytes", "Bytes of memory that may be taken, -1 for no limit", "gauge");
        line("jvm_memory_max_bytes", "{area=\"heap\"}", heap.getMax());
        line("jvm_memory_max_bytes", "{area=\"nonheap\"}", other.getMax());
        head("jvm_buffer_pool_used_bytes", "Bytes of buffers outside the heap by pool", "gauge");
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            line("jvm_buffer_pool_used_bytes", "{pool=\"" + pool.getName() + "\"}", pool.getMemoryUsed());
        }
    }

    private void collections() {
        head("jvm_gc_collection_seconds", "Collections of garbage and the time they took", "summary");
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            String labels = "{gc=\"" + gc.getName() + "\"}";
            line("jvm_gc_collection_seconds_count", labels, gc.getCollectionCount());
            line("jvm_gc_collection_seconds_sum", labels, gc.getCollectionTime() / 1e3);
        }
        head("jvm_classes_currently_loaded", "Classes loaded", "gauge");
        line("jvm_classes_currently_loaded", "", ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    }

    private void threads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        head("jvm_threads_current", "Threads of the platform", "gauge");
        line("jvm_threads_current", "", threads.getThreadCount());
        head("jvm_threads_daemon", "Of these, daemons", "gauge");
        line("jvm_threads_daemon", "", threads.getDaemonThreadCount());
        head("jvm_threads_peak", "Most there were", "gauge");
        line("jvm_threads_peak", "", threads.getPeakThreadCount());
    }

    private void process() {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        head("jvm_info", "What Java runs this", "gauge");
        line("jvm_info", "{version=\"" + runtime.getVmVersion() + "\",vendor=\"" + runtime.getVmVendor() + "\"}", 1);
        head("process_start_time_seconds", "Start of the process, seconds since 1970", "gauge");
        line("process_start_time_seconds", "", runtime.getStartTime() / 1e3);
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) return;
        head("process_cpu_seconds_total", "Processor time of the process", "counter");
        line("process_cpu_seconds_total", "", system.getProcessCpuTime() / 1e9);
        head("process_open_fds", "Open files and sockets", "gauge");
        line("process_open_fds", "", system.getOpenFileDescriptorCount());
        head("process_max_fds", "Files and sockets that may be open", "gauge");
        line("process_max_fds", "", system.getMaxFileDescriptorCount());
        head("process_virtual_memory_bytes", "Address space of the process", "gauge");
        line("process_virtual_memory_bytes", "", system.getCommittedVirtualMemorySize());
    }

    private void head(String family, String help, String type) {
        out.append("# HELP ").append(family).append(' ').append(help).append("\n# TYPE ").append(family).append(' ')
            .append(type).append('\n');
    }

    private void line(String name, String labels, double value) {
        out.append(name).append(labels).append(' ');
        if (value == Math.rint(value) && Math.abs(value) < 1e15) out.append((long) value);
        else out.append(value);
        out.append('\n');
    }
}
