package io.odradek.engine.metric;

import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The process under the names that dashboards of the JMX exporter ask for (those of Prometheus' Java client), where
 * Micrometer has others. Without a broker's label, for several may live in one process.
 */
final class JmxNames implements MultiCollector {
    /** Linux' counters of what this process had read from and written to disks; elsewhere there is none. */
    private static final Path DISK = Path.of("/proc/self/io");

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> all = new ArrayList<>(List.of(memory(), buffers(), collections()));
        threads(all);
        files(all);
        disk(all);
        return new MetricSnapshots(all);
    }

    private static MetricSnapshot memory() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        Family used = new Family("jvm_memory_bytes_used", "Bytes of memory in use by area");
        used.add(Labels.of("area", "heap"), memory.getHeapMemoryUsage().getUsed());
        used.add(Labels.of("area", "nonheap"), memory.getNonHeapMemoryUsage().getUsed());
        return used.done(true);
    }

    private static MetricSnapshot buffers() {
        Family used = new Family("jvm_buffer_pool_used_bytes", "Bytes of buffers outside the heap by pool");
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            used.add(Labels.of("pool", pool.getName()), pool.getMemoryUsed());
        }
        return used.done(true);
    }

    private static MetricSnapshot collections() {
        SummarySnapshot.Builder all = SummarySnapshot.builder().name("jvm_gc_collection_seconds")
            .help("Collections of garbage and the time they took");
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            all.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder().labels(Labels.of("gc", gc.getName()))
                .count(gc.getCollectionCount()).sum(gc.getCollectionTime() / 1e3).quantiles(Quantiles.EMPTY).build());
        }
        return all.build();
    }

    private static void threads(List<MetricSnapshot> all) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        all.add(one("jvm_threads_current", "Threads of the platform", threads.getThreadCount()));
        all.add(one("jvm_threads_daemon", "Of these, daemons", threads.getDaemonThreadCount()));
        all.add(one("jvm_threads_peak", "Most there were", threads.getPeakThreadCount()));
        all.add(one("jvm_classes_currently_loaded", "Classes loaded",
            ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()));
    }

    private static void files(List<MetricSnapshot> all) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) return;
        all.add(one("process_cpu_seconds_total", "Processor time of the process", system.getProcessCpuTime() / 1e9));
        all.add(one("process_open_fds", "Open files and sockets", system.getOpenFileDescriptorCount()));
        all.add(one("process_max_fds", "Files and sockets that may be open", system.getMaxFileDescriptorCount()));
        all.add(one("process_virtual_memory_bytes", "Address space of the process",
            system.getCommittedVirtualMemorySize()));
    }

    private static void disk(List<MetricSnapshot> all) {
        try {
            for (String line : Files.readAllLines(DISK)) {
                String[] parts = line.split(": ");
                if (parts[0].equals("read_bytes") || parts[0].equals("write_bytes")) {
                    all.add(one("kafka_server_kafkaserver_linux_disk_" + parts[0],
                        "Bytes between this process and its disks", Double.parseDouble(parts[1])));
                }
            }
        } catch (IOException elsewhere) {
            // Not Linux, or not allowed: then there are no such series.
        }
    }

    private static MetricSnapshot one(String name, String help, double value) {
        Family family = new Family(name, help);
        family.add(Labels.EMPTY, value);
        return family.done(true);
    }
}
