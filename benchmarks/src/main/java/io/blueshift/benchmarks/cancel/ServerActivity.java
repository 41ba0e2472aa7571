package io.blueshift.benchmarks.cancel;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Tells when a server in this process has stopped working for a query: no thread that works for it, as those bear its id in
 * their names, planning included; no execution that is not closed; no byte that its operators hold in memory or on disk.
 * For a server with one query at a time.
 */
public final class ServerActivity {
    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
    /** Between two of a query's turns no thread bears its name. */
    private static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName executions;

    public ServerActivity() throws JMException {
        this.executions = new ObjectName("io.blueshift.server:name=ExecutionStats");
    }

    /**
     * Waits until nothing works for the query.
     *
     * @param since from when on to count, of {@link System#nanoTime}
     * @return the nanoseconds from then until all was still, and stayed so
     * @throws IllegalStateException if that takes longer than the patience
     */
    public long awaitStill(String queryId, long since, long patienceNanos) throws JMException {
        long stillSince = -1;
        while (true) {
            long now = System.nanoTime();
            String activity = activity(queryId);
            if (!activity.isEmpty()) {
                stillSince = -1;
            } else if (stillSince < 0) {
                stillSince = now;
            } else if (now - stillSince > CALM_NANOS) {
                return stillSince - since;
            }
            if (now - since > patienceNanos) {
                throw new IllegalStateException("Query %s goes on %d ms after it was cancelled: %s".formatted(queryId,
                        TimeUnit.NANOSECONDS.toMillis(now - since), activity));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Milliseconds that this process has spent collecting garbage, when nothing else in it went on. */
    public static long collectingMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
    }

    /** What goes on for the query; empty if nothing does. */
    private String activity(String queryId) throws JMException {
        AttributeList values = beans.getAttributes(executions, new String[]{"Running", "MemoryBytes", "SpaceBytes"});
        for (Attribute value : values.asList()) {
            if (((Number) value.getValue()).longValue() != 0) {
                return value.toString();
            }
        }
        for (Thread thread : threads()) {
            if (thread != null && thread.getName().contains(queryId)) {
                return thread.getName();
            }
        }
        return "";
    }

    private static Thread[] threads() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[2 * all.activeCount() + 16];
        all.enumerate(threads);
        return threads;
    }
}
