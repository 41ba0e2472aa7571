package io.blueshift.store.connector;

import io.trino.spi.connector.ConnectorViewDefinition;
import io.trino.spi.connector.SchemaTableName;

import java.util.List;
import java.util.Optional;

/** The views that a query looked up, and what they mean: a materialised view over them is stale once they change. */
final class ViewDefinitions {
    private final Views views;
    private final MaterializedViews materializedViews;

    ViewDefinitions(Views views, MaterializedViews materializedViews) {
        this.views = views;
        this.materializedViews = materializedViews;
    }

    /** All that decides what a view's rows are, empty if there is no such view. */
    Optional<String> text(SchemaTableName name) {
        return views.find(name).map(ViewDefinitions::text)
                .or(() -> materializedViews.stored(name).map(ViewDefinitions::text));
    }

    private static String text(ConnectorViewDefinition view) {
        List<String> columns = view.getColumns().stream().map(column -> column.getName() + " " + column.getType())
                .toList();
        return List.of(
                view.getOriginalSql(),
                view.getCatalog(),
                view.getSchema(),
                columns,
                view.getOwner(),
                view.isRunAsInvoker(),
                view.getPath()).toString();
    }

    private static String text(StoredMaterializedView view) {
        List<String> columns = view.columns().stream().map(column -> column.name() + " " + column.type()).toList();
        return List.of(view.originalSql(), view.catalog(), view.schema(), columns, view.owner(), view.path())
                .toString();
    }
}
