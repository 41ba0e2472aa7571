package io.blueshift.store.connector;

import io.airlift.log.Logger;
import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.LocalTable;
import io.blueshift.store.catalog.Names;
import io.blueshift.store.catalog.TableVersion;
import io.blueshift.store.filter.ColumnFilter;
import io.trino.spi.connector.Assignment;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ColumnNotFoundException;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.RelationCommentMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.statistics.TableStatistics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a query learns about tables before it reads them. */
final class TableReading {
    private static final Logger log = Logger.get(TableReading.class);

    private final LocalStore store;
    private final LocalTransaction transaction;
    private final TableStatistician statistician;

    TableReading(LocalStore store, LocalTransaction transaction, TableStatistician statistician) {
        this.store = store;
        this.transaction = transaction;
        this.statistician = statistician;
    }

    /** @param choice picks and pins a version of the table */
    Optional<LocalTableHandle> tableHandle(SchemaTableName name, Function<LocalTable, TableVersion> choice) {
        return store.names().table(name).map(id -> handle(name, transaction.pin(id, choice)));
    }

    Optional<LocalTableHandle> tableHandle(SchemaTableName name) {
        return store.names().table(name).map(id -> handle(name, transaction.current(id)));
    }

    private static LocalTableHandle handle(SchemaTableName name, TableVersion version) {
        return new LocalTableHandle(
                name,
                version.tableId(),
                version.version(),
                version.segments().size(),
                TupleDomain.all(),
                Optional.empty());
    }

    /** What was asked of the table, and which content it was asked of: for materialised views of other catalogs. */
    Optional<Object> info(LocalTableHandle table) {
        Map<String, String> info = new LinkedHashMap<>(Map.of("asked", table.toString()));
        // The rows of a materialised view say nothing of whether they are right
        if (!Names.isStorage(table.name())) {
            long content = transaction.version(table).commit().contentVersion();
            info.put("version", "table %s, content %d".formatted(table.tableId(), content));
        }
        return Optional.of(info);
    }

    ConnectorTableMetadata metadata(LocalTableHandle table) {
        TableVersion version = transaction.version(table);
        return new ConnectorTableMetadata(table.name(), columnMetadata(version), TableProperties.shown(version),
                version.comment());
    }

    private static List<ColumnMetadata> columnMetadata(TableVersion version) {
        return version.columns().stream().map(column -> toMetadata(version, column)).toList();
    }

    private static ColumnMetadata toMetadata(TableVersion version, ColumnDefinition column) {
        return ColumnMetadata.builder()
                .setName(column.name())
                .setType(column.type())
                .setNullable(column.nullable())
                .setDefaultValue(column.defaultValue())
                .setComment(column.comment())
                .setProperties(ColumnProperties.shown(version, column))
                .build();
    }

    static LocalColumnHandle toHandle(ColumnDefinition column) {
        return new LocalColumnHandle(column.id(), column.name(), column.type(), column.initialValue());
    }

    Map<String, ColumnHandle> columns(LocalTableHandle table) {
        Map<String, ColumnHandle> columns = new LinkedHashMap<>();
        transaction.version(table).columns().forEach(column -> columns.put(column.name(), toHandle(column)));
        return columns;
    }

    ColumnMetadata columnMetadata(LocalTableHandle table, LocalColumnHandle column) {
        if (column.equals(LocalColumnHandle.rowId())) {
            return ColumnMetadata.builder().setName(column.name()).setType(column.type()).setHidden(true).build();
        }
        TableVersion version = transaction.version(table);
        return version.column(column.id()).map(known -> toMetadata(version, known))
                .orElseThrow(() -> new ColumnNotFoundException(table.name(), column.name()));
    }

    List<SchemaTableName> relations(Optional<String> schema) {
        List<SchemaTableName> relations = new ArrayList<>();
        relations.addAll(store.names().tables().keySet());
        relations.addAll(store.names().views().keySet());
        relations.addAll(store.names().materializedViews().keySet());
        relations.removeIf(name -> !schema.map(name.getSchemaName()::equals).orElse(true));
        return relations;
    }

    List<RelationColumnsMetadata> relationColumns(Optional<String> schema, UnaryOperator<Set<SchemaTableName>> filter,
            Views views, MaterializedViews materializedViews) {
        List<RelationColumnsMetadata> relations = new ArrayList<>();
        for (SchemaTableName name : filter.apply(new HashSet<>(relations(schema)))) {
            current(name)
                    .ifPresent(
                            version -> relations.add(RelationColumnsMetadata.forTable(name, columnMetadata(version))));
            views.find(name)
                    .ifPresent(view -> relations.add(RelationColumnsMetadata.forView(name, view.getColumns())));
            materializedViews.find(name).ifPresent(
                    view -> relations.add(RelationColumnsMetadata.forMaterializedView(name, view.getColumns())));
        }
        return relations;
    }

    List<RelationCommentMetadata> relationComments(Optional<String> schema,
            UnaryOperator<Set<SchemaTableName>> filter, Views views, MaterializedViews materializedViews) {
        List<RelationCommentMetadata> relations = new ArrayList<>();
        for (SchemaTableName name : filter.apply(new HashSet<>(relations(schema)))) {
            current(name).ifPresent(
                    version -> relations.add(RelationCommentMetadata.forRelation(name, version.comment())));
            views.find(name)
                    .ifPresent(view -> relations.add(RelationCommentMetadata.forRelation(name, view.getComment())));
            materializedViews.find(name)
                    .ifPresent(view -> relations.add(RelationCommentMetadata.forRelation(name, view.getComment())));
        }
        return relations;
    }

    /** The current version for a listing, which a broken or just dropped table must not fail as a whole. */
    private Optional<TableVersion> current(SchemaTableName name) {
        Optional<UUID> id = store.names().table(name);
        try {
            return id.map(known -> store.table(known).current());
        } catch (RuntimeException e) {
            log.warn("Table %s is left out of a listing: %s", name, e.getMessage());
            return Optional.empty();
        }
    }

    TableStatistics statistics(LocalTableHandle table) {
        return statistician.of(transaction.version(table), table.predicate());
    }

    /** Takes over what scans decide exactly as SQL does; the rest still serves to leave out blocks and rows. */
    static Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(LocalTableHandle table,
            Constraint constraint) {
        TupleDomain<LocalColumnHandle> offered = constraint.getSummary()
                .filter((column, _) -> !column.equals(LocalColumnHandle.rowId()))
                .transformKeys(LocalColumnHandle.class::cast);
        TupleDomain<LocalColumnHandle> combined = table.predicate().intersect(offered);
        if (combined.equals(table.predicate())) {
            return Optional.empty();
        }
        // A LIKE or the like, left alone, is a filter that the engine cannot estimate, and then it does not order joins
        boolean alone = constraint.getExpression().equals(Constant.TRUE);
        return Optional.of(
                new ConstraintApplicationResult<>(
                        table.withPredicate(combined),
                        constraint.getSummary().filter(
                                (column, domain) -> !alone
                                        || column.equals(LocalColumnHandle.rowId())
                                        || !ColumnFilter.isExact(domain)),
                        constraint.getExpression(),
                        // The engine's estimate of the filter: it will not see the filter any more
                        alone));
    }

    /** Notes which columns are read, for EXPLAIN. */
    static Optional<ProjectionApplicationResult<ConnectorTableHandle>> applyProjection(LocalTableHandle table,
            List<ConnectorExpression> projections, Map<String, ColumnHandle> assignments) {
        List<LocalColumnHandle> columns = assignments.values().stream().map(LocalColumnHandle.class::cast).distinct()
                .sorted((left, right) -> Integer.compare(left.id(), right.id())).toList();
        if (table.columns().isPresent() && table.columns().get().equals(columns)) {
            return Optional.empty();
        }
        List<Assignment> kept = assignments.entrySet().stream()
                .map(
                        entry -> new Assignment(
                                entry.getKey(),
                                entry.getValue(),
                                ((LocalColumnHandle) entry.getValue()).type()))
                .toList();
        return Optional.of(
                new ProjectionApplicationResult<>(table.withColumns(columns), projections, kept, false));
    }
}
