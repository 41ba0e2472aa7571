package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.SqlRenderer;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SchemaTablePrefix;
import io.trino.spi.statistics.Estimate;
import io.trino.spi.statistics.TableStatistics;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import static io.blueshift.connector.jdbc.TableFinder.lower;

/**
 * What one transaction knows of a source's schemas. Looked up once per transaction, so that a statement sees one state
 * of a table and the source is not asked the same question for every optimiser rule; see also {@link MetadataCache}.
 * One thread at a time.
 */
class TableReader {
    private final JdbcSource source;
    private final ConnectionPool pool;
    private final TableFinder finder;
    private final SourceErrors errors;
    private final MetadataCache cache;
    private final SqlRenderer renderer;
    private final Map<SchemaTableName, Optional<SourceTable>> tables = new HashMap<>();
    private final Map<RemoteTable, List<SourceColumn>> columns = new HashMap<>();
    private final Map<RemoteTable, SourceStatistics> statistics = new HashMap<>();
    private final Map<RemoteTable, List<Set<String>>> uniqueKeys = new HashMap<>();
    private final Map<RemoteTable, List<String>> primaryKeys = new HashMap<>();

    TableReader(JdbcSource source, ConnectionPool pool, TableFinder finder, SourceErrors errors, MetadataCache cache) {
        this.source = source;
        this.pool = pool;
        this.finder = finder;
        this.errors = errors;
        this.cache = cache;
        this.renderer = new SqlRenderer(source.dialect());
    }

    /** Forgets everything: this transaction has changed tables itself. */
    void forget() {
        cache.forget();
        tables.clear();
        columns.clear();
        statistics.clear();
        uniqueKeys.clear();
        primaryKeys.clear();
    }

    List<String> schemas() {
        return pool.with(connection -> source.catalog().schemas(connection)).stream().map(TableFinder::lower).distinct()
                .toList();
    }

    Optional<String> schema(String name) {
        return pool.with(connection -> finder.schema(connection, name));
    }

    Optional<SourceTable> table(SchemaTableName name) {
        Optional<SourceTable> known = tables.get(name);
        if (known == null) {
            known = cache.table(name, () -> pool.with(connection -> finder.table(connection, name)));
            tables.put(name, known);
        }
        return known;
    }

    List<SchemaTableName> tables(Optional<String> schema) {
        return found(schema).stream().map(found -> name(found.table())).distinct().toList();
    }

    /** Of every table its comment; of those whose names differ in case only none. */
    Map<SchemaTableName, Optional<String>> comments(Optional<String> schema) {
        Map<SchemaTableName, Optional<String>> comments = new LinkedHashMap<>();
        found(schema)
                .forEach(found -> comments.merge(name(found.table()), found.comment(), (_, _) -> Optional.empty()));
        return comments;
    }

    private List<SourceTable> found(Optional<String> schema) {
        return pool.with(connection -> {
            if (schema.isEmpty()) {
                return source.catalog().tables(connection, Optional.empty());
            }
            Optional<String> remote = finder.schema(connection, schema.get());
            return remote.isPresent() ? source.catalog().tables(connection, remote) : List.<SourceTable>of();
        });
    }

    List<SourceColumn> columns(RemoteTable table) {
        return columns.computeIfAbsent(table, _ -> cache.columns(table,
                () -> pool.with(connection -> source.catalog().columns(connection, table.schema().orElseThrow(),
                        Optional.of(table.name()))).getOrDefault(table, List.of())));
    }

    /** Handles by the engine's names, in the table's order. */
    Map<String, ColumnHandle> handles(RemoteTable table) {
        Map<String, ColumnHandle> handles = new LinkedHashMap<>();
        for (SourceColumn column : columns(table)) {
            JdbcColumnHandle handle = new JdbcColumnHandle(column.column());
            if (handles.putIfAbsent(handle.name(), handle) instanceof JdbcColumnHandle other) {
                throw new TrinoException(StandardErrorCode.AMBIGUOUS_NAME,
                        "%s: columns %s and %s of table %s differ in case only"
                                .formatted(errors.source(), other.remote().name(), column.column().name(),
                                        name(table)));
            }
        }
        return handles;
    }

    /** A column that this transaction has dropped or renamed is still described by its handle. */
    SourceColumn column(RemoteTable table, JdbcColumnHandle handle) {
        return columns(table).stream().filter(column -> column.column().name().equals(handle.remote().name()))
                .findFirst()
                .orElseGet(() -> SourceColumn.plain(handle.remote()));
    }

    List<ColumnMetadata> metadata(RemoteTable table) {
        return metadata(columns(table));
    }

    private static List<ColumnMetadata> metadata(Collection<SourceColumn> columns) {
        return columns.stream().map(JdbcColumnHandle::metadata).toList();
    }

    Map<SchemaTableName, List<ColumnMetadata>> columns(SchemaTablePrefix prefix) {
        if (prefix.getTable().isPresent()) {
            return table(prefix.toSchemaTableName())
                    .map(found -> Map.of(prefix.toSchemaTableName(), metadata(found.table())))
                    .orElse(Map.of());
        }
        Map<SchemaTableName, List<ColumnMetadata>> result = new LinkedHashMap<>();
        pool.with(connection -> {
            for (String schema : source.catalog().schemas(connection)) {
                if (prefix.getSchema().isEmpty() || lower(schema).equals(prefix.getSchema().get())) {
                    source.catalog().columns(connection, schema, Optional.empty())
                            .forEach((table, found) -> result.put(name(table), metadata(found)));
                }
            }
            return result;
        });
        return result;
    }

    /** @param also further forms of the table's columns, of which the same is known, and what is computed of them */
    TableStatistics statistics(RemoteTable table, List<RemoteColumn> also) {
        SourceStatistics known = statistics(table);
        if (known.rowCount().isEmpty()) {
            return TableStatistics.empty();
        }
        double rows = known.rowCount().getAsDouble();
        TableStatistics.Builder result = TableStatistics.builder().setRowCount(Estimate.of(rows));
        Stream.concat(columns(table).stream().map(SourceColumn::column), also.stream()).distinct().forEach(column -> {
            SourceStatistics.Column facts = column.computed().isEmpty()
                    ? known.columns().get(column.name())
                    : known.expressions().get(SourceStatistics.expression(renderer.value(column)));
            if (facts != null) {
                result.setColumnStatistics(new JdbcColumnHandle(column),
                        EngineStatistics.of(column.type(), facts, rows));
            }
        });
        return result.build();
    }

    private SourceStatistics statistics(RemoteTable table) {
        return statistics.computeIfAbsent(table,
                _ -> cache.statistics(table,
                        () -> pool.with(connection -> source.catalog().statistics(connection, table))));
    }

    /** What tells how many keys of a join are worth sending. */
    KeyEstimate.Known keys(RemoteTable table) {
        SourceStatistics known = statistics(table);
        Map<String, KeyEstimate.Column> found = new HashMap<>();
        for (SourceColumn column : columns(table)) {
            SourceStatistics.Column facts = known.columns().get(column.column().name());
            OptionalInt rowsPerKey = source.dialect().rowsPerConstant(column.column());
            if (facts != null && facts.distinctValues().isPresent() && rowsPerKey.isPresent()) {
                found.put(column.column().name(),
                        new KeyEstimate.Column(facts.distinctValues().getAsDouble(), rowsPerKey.getAsInt()));
            }
        }
        return new KeyEstimate.Known(known.rowCount(), found);
    }

    /** See {@link SourceCatalog#uniqueKeys}. */
    List<Set<String>> uniqueKeys(RemoteTable table) {
        return uniqueKeys.computeIfAbsent(table,
                _ -> cache.uniqueKeys(table,
                        () -> pool.with(connection -> source.catalog().uniqueKeys(connection, table))));
    }

    /** The engine's names of the columns of the primary key. */
    List<String> primaryKey(RemoteTable table) {
        return primaryKeys.computeIfAbsent(table,
                _ -> pool.with(connection -> source.catalog().primaryKey(connection, table)).stream()
                        .map(TableFinder::lower).toList());
    }

    static SchemaTableName name(RemoteTable table) {
        return new SchemaTableName(table.schema().orElseThrow(), table.name());
    }
}
