package io.blueshift.store.connector;

import io.trino.spi.connector.CatalogSchemaName;
import io.trino.spi.connector.CatalogSchemaTableName;
import io.trino.spi.connector.ConnectorMaterializedViewDefinition;
import io.trino.spi.connector.ConnectorMaterializedViewDefinition.Column;
import io.trino.spi.connector.ConnectorMaterializedViewDefinition.WhenStaleBehavior;
import io.trino.spi.type.TypeId;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A materialised view's definition as it is kept; where its rows are follows from its name. */
public record StoredMaterializedView(String originalSql, Optional<String> catalog, Optional<String> schema,
        List<StoredColumn> columns, Optional<Long> gracePeriodMillis, Optional<String> whenStale,
        Optional<String> comment, Optional<String> owner, List<CatalogSchemaName> path) {

    /** A column of the view, with Trino's type id. */
    public record StoredColumn(String name, String type, Optional<String> comment) {}

    static StoredMaterializedView of(ConnectorMaterializedViewDefinition view) {
        return new StoredMaterializedView(
                view.getOriginalSql(),
                view.getCatalog(),
                view.getSchema(),
                view.getColumns().stream()
                        .map(column -> new StoredColumn(column.getName(), column.getType().getId(),
                                column.getComment()))
                        .toList(),
                view.getGracePeriod().map(Duration::toMillis),
                view.getWhenStaleBehavior().map(Enum::name),
                view.getComment(),
                view.getOwner(),
                view.getPath());
    }

    ConnectorMaterializedViewDefinition toDefinition(CatalogSchemaTableName storage) {
        return new ConnectorMaterializedViewDefinition(
                originalSql,
                Optional.of(storage),
                catalog,
                schema,
                columns.stream()
                        .map(column -> new Column(column.name(), TypeId.of(column.type()), column.comment()))
                        .toList(),
                gracePeriodMillis.map(Duration::ofMillis),
                whenStale.map(WhenStaleBehavior::valueOf),
                comment,
                owner,
                path);
    }

    StoredMaterializedView withColumnComment(String column, Optional<String> newComment) {
        List<StoredColumn> changed = columns.stream()
                .map(
                        known -> known.name().equals(column)
                                ? new StoredColumn(known.name(), known.type(), newComment)
                                : known)
                .toList();
        return new StoredMaterializedView(
                originalSql,
                catalog,
                schema,
                changed,
                gracePeriodMillis,
                whenStale,
                comment,
                owner,
                path);
    }
}
