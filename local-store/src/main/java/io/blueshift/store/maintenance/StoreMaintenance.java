package io.blueshift.store.maintenance;

import io.airlift.log.Logger;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.error.StoreErrors;
import io.trino.spi.TrinoException;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static io.trino.spi.StandardErrorCode.TABLE_NOT_FOUND;

/**
 * The thread that maintains the tables of one store: a few times a second it looks for tables that have a new version,
 * which costs a number per table, and tends those. What fails is logged and tried again when the table changes.
 */
public final class StoreMaintenance implements AutoCloseable {
    private static final Logger log = Logger.get(StoreMaintenance.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(30);

    private final LocalStore store;
    private final MaintenanceSettings settings;
    private final Compactor compactor;
    private final CompactionPlanner planner;
    private final Map<UUID, Tended> tended = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /** The state of a table's care, and the version after which nothing was left to compact. */
    private static final class Tended {
        private final TableMaintenance maintenance;
        private long compactedVersion = -1;

        private Tended(TableMaintenance maintenance) {
            this.maintenance = maintenance;
        }
    }

    private StoreMaintenance(LocalStore store, MaintenanceSettings settings) {
        this.store = store;
        this.settings = settings;
        this.compactor = new Compactor(store, new StoreErrors("maintenance of " + store.directory()));
        this.planner = new CompactionPlanner(store.zoneMappers(), settings.compaction());
        this.thread = Thread.ofPlatform().name("local-store-maintenance").daemon().priority(Thread.MIN_PRIORITY)
                .unstarted(this::run);
    }

    public static StoreMaintenance start(LocalStore store, MaintenanceSettings settings) {
        StoreMaintenance maintenance = new StoreMaintenance(store, settings);
        maintenance.thread.start();
        return maintenance;
    }

    private void run() {
        try {
            while (!stop.await(settings.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                Collection<LocalTable> tables = store.tables();
                tables.forEach(this::tend);
                Set<UUID> existing = new HashSet<>();
                tables.forEach(table -> existing.add(table.id()));
                tended.keySet().retainAll(existing);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but to end it
            log.debug("Interrupted");
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void tend(LocalTable table) {
        // A commit in doubt is decided at the next start
        if (isStopped() || table.isInDoubt()) {
            return;
        }
        try {
            if (settings.compacts()) {
                compact(table);
            }
            table.expire(settings.retention());
        } catch (TrinoException e) {
            if (e.getErrorCode().equals(TABLE_NOT_FOUND.toErrorCode())) {
                return;
            }
            failed(table, e);
        } catch (RuntimeException e) {
            failed(table, e);
        }
    }

    private void compact(LocalTable table) {
        Tended state = tended.computeIfAbsent(
                table.id(),
                _ -> new Tended(new TableMaintenance(table, compactor, planner)));
        long version = table.current().version();
        if (state.compactedVersion == version) {
            return;
        }
        // A table that fails is left alone until it changes
        state.compactedVersion = version;
        TableMaintenance.Summary done = state.maintenance.compact(this::isStopped);
        if (done.tasks() > 0) {
            log.debug("Table %s: %d compactions wrote %d rows", table.id(), done.tasks(), done.rowsWritten());
        }
        state.compactedVersion = done.complete() ? done.version() : -1;
    }

    private void failed(LocalTable table, RuntimeException failure) {
        log.warn(failure, "Maintenance of table %s failed: %s", table.id(), failure.getMessage());
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            if (!thread.join(STOP_WAIT)) {
                log.warn("Maintenance of %s has not ended within %s", store.directory(), STOP_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
