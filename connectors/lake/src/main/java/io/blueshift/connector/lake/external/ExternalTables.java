package io.blueshift.connector.lake.external;

import com.google.common.collect.ImmutableMap;
import com.google.inject.Inject;
import io.blueshift.connector.lake.table.ExternalDefinition;
import io.blueshift.connector.lake.table.ExternalFormat;
import io.blueshift.connector.lake.table.ExternalSplit;
import io.blueshift.connector.lake.table.ExternalTableHandle;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeTableHandle;
import io.blueshift.connector.lake.table.LakeTables;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.FixedSplitSource;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.statistics.TableStatistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Tables over files that were there before. What is kept is their definitions; the files are listed anew by each query and
 * never changed. Dropping such a table leaves its files alone. Thread-safe; lives as long as the connector.
 */
public final class ExternalTables implements LakeTables {
    /** Parquet files are cut into splits of this size, at row groups; others are read in one piece. */
    private static final long SPLIT_BYTES = 64 << 20;

    private final ExternalTableStore store;
    private final ExternalDefinitions definitions;
    private final ExternalFiles files;
    private final ExternalStatistics statistics;

    @Inject
    ExternalTables(
            ExternalTableStore store,
            ExternalDefinitions definitions,
            ExternalFiles files,
            ExternalStatistics statistics) {
        this.store = requireNonNull(store, "store is null");
        this.definitions = requireNonNull(definitions, "definitions is null");
        this.files = requireNonNull(files, "files is null");
        this.statistics = requireNonNull(statistics, "statistics is null");
    }

    @Override
    public List<SchemaTableName> list(ConnectorSession session, Optional<String> schema) {
        return store.list(schema);
    }

    @Override
    public Optional<LakeTableHandle> find(ConnectorSession session, SchemaTableName name) {
        return store.load(name).map(definition -> ExternalTableHandle.of(name, definition));
    }

    @Override
    public ConnectorTableMetadata describe(ConnectorSession session, LakeTableHandle table) {
        ExternalDefinition definition = ((ExternalTableHandle) table).definition();
        return new ConnectorTableMetadata(
                table.name(),
                definition.columns().stream().map(column -> new ColumnMetadata(column.name(), column.type())).toList(),
                ExternalTableProperties.of(definition),
                definition.comment());
    }

    @Override
    public Map<String, LakeColumnHandle> columns(ConnectorSession session, LakeTableHandle table) {
        ImmutableMap.Builder<String, LakeColumnHandle> columns = ImmutableMap.builder();
        ((ExternalTableHandle) table).definition().columns().forEach(column -> columns.put(column.name(), column));
        return columns.buildOrThrow();
    }

    @Override
    public void create(ConnectorSession session, ConnectorTableMetadata table, SaveMode mode) {
        SchemaTableName name = table.getTable();
        if (mode == SaveMode.IGNORE && store.load(name).isPresent()) {
            return;
        }
        save(name, definitions.declared(session.getQueryId(), table), mode);
    }

    /** Defines a table whose columns are what its files say. */
    void register(ConnectorSession session, SchemaTableName name, String location, ExternalFormat format) {
        save(name, definitions.inferred(session.getQueryId(), location, format), SaveMode.FAIL);
    }

    private void save(SchemaTableName name, ExternalDefinition definition, SaveMode mode) {
        if (mode == SaveMode.REPLACE) {
            store.save(name, definition);
        } else {
            store.create(name, definition);
        }
    }

    @Override
    public void drop(ConnectorSession session, LakeTableHandle table) {
        store.delete(table.name());
    }

    @Override
    public void rename(ConnectorSession session, LakeTableHandle table, SchemaTableName newName) {
        store.create(newName, ((ExternalTableHandle) table).definition());
        store.delete(table.name());
    }

    @Override
    public void setComment(ConnectorSession session, LakeTableHandle table, Optional<String> comment) {
        store.save(table.name(), ((ExternalTableHandle) table).definition().withComment(comment));
    }

    @Override
    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(
            ConnectorSession session,
            LakeTableHandle table,
            Constraint constraint) {
        ExternalTableHandle handle = (ExternalTableHandle) table;
        TupleDomain<LakeColumnHandle> asked = constraint.getSummary().transformKeys(LakeColumnHandle.class::cast);
        TupleDomain<LakeColumnHandle> onFiles = asked.filter((column, _) -> !column.partition());
        boolean skips = handle.definition().format() == ExternalFormat.PARQUET;
        TupleDomain<LakeColumnHandle> enforced = handle.enforced()
                .intersect(asked.filter((column, _) -> column.partition()));
        TupleDomain<LakeColumnHandle> unenforced = skips
                ? handle.unenforced().intersect(onFiles)
                : handle.unenforced();
        if (enforced.equals(handle.enforced()) && unenforced.equals(handle.unenforced())) {
            return Optional.empty();
        }
        List<ExternalFiles.PartitionedFile> all = files.list(session.getQueryId(), handle.definition());
        List<LakeColumnHandle> partitions = handle.definition().partitionColumns();
        int selected = (int) all.stream().filter(file -> ExternalFiles.matches(file, partitions, enforced)).count();
        ExternalTableHandle filtered = new ExternalTableHandle(
                handle.name(),
                handle.definition(),
                enforced,
                unenforced,
                handle.projected(),
                Optional.of(new ExternalTableHandle.FileCount(selected, all.size())));
        return Optional.of(
                new ConstraintApplicationResult<>(
                        filtered,
                        onFiles.transformKeys(io.trino.spi.connector.ColumnHandle.class::cast),
                        constraint.getExpression(),
                        false));
    }

    @Override
    public TableStatistics statistics(ConnectorSession session, LakeTableHandle table) {
        ExternalTableHandle handle = (ExternalTableHandle) table;
        return statistics.of(handle, selected(session, handle));
    }

    @Override
    public ConnectorSplitSource splits(ConnectorSession session, LakeTableHandle table, Constraint constraint) {
        ExternalTableHandle handle = (ExternalTableHandle) table;
        List<ExternalSplit> splits = new ArrayList<>();
        for (ExternalFiles.PartitionedFile file : selected(session, handle)) {
            addSplits(handle.definition().format(), file, splits);
        }
        return new FixedSplitSource(splits);
    }

    private List<ExternalFiles.PartitionedFile> selected(ConnectorSession session, ExternalTableHandle handle) {
        List<LakeColumnHandle> partitions = handle.definition().partitionColumns();
        return files.list(session.getQueryId(), handle.definition()).stream()
                .filter(file -> ExternalFiles.matches(file, partitions, handle.enforced())).toList();
    }

    private static void addSplits(
            ExternalFormat format,
            ExternalFiles.PartitionedFile file,
            List<ExternalSplit> splits) {
        long size = file.file().size();
        long step = switch (format) {
            case PARQUET -> SPLIT_BYTES;
            case CSV -> Math.max(size, 1);
        };
        long start = 0;
        do {
            long length = Math.min(step, size - start);
            splits.add(new ExternalSplit(file.file().location(), size, start, length, file.partition()));
            start += step;
        } while (start < size);
    }
}
