package io.blueshift.store.connector;

import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.RetentionPolicy;
import io.blueshift.store.connector.LocalExecuteHandle.Procedure;
import io.blueshift.store.error.StoreErrors;
import io.blueshift.store.maintenance.CompactionPlanner;
import io.blueshift.store.maintenance.CompactionSettings;
import io.blueshift.store.maintenance.Compactor;
import io.blueshift.store.maintenance.TableMaintenance;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.TableProcedureMetadata;
import io.trino.spi.session.PropertyMetadata;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

import static io.trino.spi.StandardErrorCode.INVALID_PROCEDURE_ARGUMENT;
import static io.trino.spi.StandardErrorCode.TRANSACTION_CONFLICT;
import static io.trino.spi.connector.TableProcedureExecutionMode.coordinatorOnly;
import static io.trino.spi.type.VarcharType.VARCHAR;

/** {@code ALTER TABLE t EXECUTE optimize} and {@code expire_snapshots}. */
final class TableProcedures {
    private static final String FILE_SIZE_THRESHOLD = "file_size_threshold";
    private static final String RETENTION_THRESHOLD = "retention_threshold";
    /** How long statements that change rows are waited for: 50 times 100 ms. */
    private static final int ATTEMPTS = 50;
    private static final int ATTEMPT_MILLIS = 100;

    static final Set<TableProcedureMetadata> ALL = Set.of(
            new TableProcedureMetadata(
                    Procedure.OPTIMIZE.name(),
                    coordinatorOnly(),
                    List.of(
                            text(
                                    FILE_SIZE_THRESHOLD,
                                    "Segments whose file is smaller are merged",
                                    value -> DataSize.valueOf(value).toString()))),
            new TableProcedureMetadata(
                    Procedure.EXPIRE_SNAPSHOTS.name(),
                    coordinatorOnly(),
                    List.of(
                            text(
                                    RETENTION_THRESHOLD,
                                    "Older versions are removed",
                                    value -> Duration.valueOf(value).toString()))));

    private final LocalStore store;
    private final StoreErrors errors;

    TableProcedures(LocalStore store, StoreErrors errors) {
        this.store = store;
        this.errors = errors;
    }

    private static PropertyMetadata<String> text(String name, String description, Function<String, String> check) {
        return new PropertyMetadata<>(name, description, VARCHAR, String.class, null, false, value -> {
            try {
                return check.apply((String) value);
            } catch (IllegalArgumentException e) {
                throw new TrinoException(INVALID_PROCEDURE_ARGUMENT, "%s: %s".formatted(name, e.getMessage()), e);
            }
        }, value -> value);
    }

    static LocalExecuteHandle prepare(LocalTableHandle table, String name, Map<String, Object> arguments) {
        Procedure procedure = Procedure.valueOf(name);
        return switch (procedure) {
            case OPTIMIZE -> new LocalExecuteHandle(
                    table,
                    procedure,
                    arguments.get(FILE_SIZE_THRESHOLD) instanceof String size
                            ? OptionalLong.of(DataSize.valueOf(size).toBytes())
                            : OptionalLong.empty());
            case EXPIRE_SNAPSHOTS -> {
                if (!(arguments.get(RETENTION_THRESHOLD) instanceof String age)) {
                    throw new TrinoException(
                            INVALID_PROCEDURE_ARGUMENT,
                            "expire_snapshots needs retention_threshold, for example '1h'");
                }
                yield new LocalExecuteHandle(table, procedure, OptionalLong.of(Duration.valueOf(age).toMillis()));
            }
        };
    }

    Map<String, Long> execute(LocalExecuteHandle handle) {
        LocalTable table = store.table(handle.table().tableId());
        return switch (handle.procedure()) {
            case OPTIMIZE -> optimize(handle, table);
            case EXPIRE_SNAPSHOTS -> {
                RetentionPolicy policy = RetentionPolicy
                        .olderThan(java.time.Duration.ofMillis(handle.argument().orElseThrow()));
                yield Map.of("expired_snapshots", (long) table.expire(policy));
            }
        };
    }

    private Map<String, Long> optimize(LocalExecuteHandle handle, LocalTable table) {
        CompactionSettings settings = CompactionSettings.thorough();
        if (handle.argument().isPresent()) {
            settings = settings.withFullBytes(handle.argument().getAsLong());
        }
        TableMaintenance maintenance = new TableMaintenance(
                table,
                new Compactor(store, errors),
                new CompactionPlanner(store.zoneMappers(), settings));
        int before = table.current().segments().size();
        long rows = 0;
        for (int i = 0; i < ATTEMPTS; i++) {
            TableMaintenance.Summary done = maintenance.compact(() -> Thread.currentThread().isInterrupted());
            rows += done.rowsWritten();
            if (done.complete()) {
                return Map.of(
                        "segments_before", (long) before,
                        "segments_after", (long) table.current().segments().size(),
                        "rows_written", rows);
            }
            pause();
        }
        throw new TrinoException(
                TRANSACTION_CONFLICT,
                "Table %s is not optimized: statements that change its rows were running for %d seconds; retry the statement"
                        .formatted(handle.table().name(), ATTEMPTS * ATTEMPT_MILLIS / 1000));
    }

    private static void pause() {
        try {
            Thread.sleep(ATTEMPT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrinoException(TRANSACTION_CONFLICT, "Interrupted", e);
        }
    }
}
