package io.blueshift.store.connector;

import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.error.StoreErrors;

/**
 * One query's view of the store. The interfaces, one for each kind of statement, are what the engine calls; they leave the
 * work to the classes that are made here.
 */
final class LocalMetadata
        implements
            ReadingMetadata,
            TableMetadata,
            RowMetadata,
            ViewMetadata,
            MaterializedViewMetadata,
            FunctionMetadata {
    private final LocalStore store;
    private final LocalTransaction transaction;
    private final StoreErrors errors;
    private final TableReading reading;
    private final TableChanges changes;
    private final FieldChanges fieldChanges;
    private final RowWrites writes;
    private final RowChanges rowChanges;
    private final Views views;
    private final TableProcedures procedures;
    private final MaterializedViews materializedViews;
    private final Refreshes refreshes;
    private final Freshness freshness;
    private final Functions functions;

    LocalMetadata(LocalStore store, LocalTransaction transaction, TableStatistician statistician,
            MaterializedViews materializedViews, StoreErrors errors) {
        this.store = store;
        this.transaction = transaction;
        this.errors = errors;
        this.reading = new TableReading(store, transaction, statistician);
        this.changes = new TableChanges(store);
        this.fieldChanges = new FieldChanges(changes, store.zoneMappers().operators());
        this.writes = new RowWrites(store, transaction);
        this.rowChanges = new RowChanges(store, transaction, writes);
        this.views = new Views(store);
        this.procedures = new TableProcedures(store, errors);
        this.materializedViews = materializedViews;
        ViewDefinitions definitions = new ViewDefinitions(views, materializedViews);
        this.refreshes = new Refreshes(store, transaction, writes, definitions);
        this.freshness = new Freshness(store, definitions);
        this.functions = new Functions(store);
    }

    @Override
    public LocalStore store() {
        return store;
    }

    @Override
    public LocalTransaction transaction() {
        return transaction;
    }

    @Override
    public StoreErrors errors() {
        return errors;
    }

    @Override
    public TableReading reading() {
        return reading;
    }

    @Override
    public TableChanges changes() {
        return changes;
    }

    @Override
    public FieldChanges fieldChanges() {
        return fieldChanges;
    }

    @Override
    public RowWrites writes() {
        return writes;
    }

    @Override
    public RowChanges rowChanges() {
        return rowChanges;
    }

    @Override
    public Views views() {
        return views;
    }

    @Override
    public TableProcedures procedures() {
        return procedures;
    }

    @Override
    public MaterializedViews materializedViews() {
        return materializedViews;
    }

    @Override
    public Refreshes refreshes() {
        return refreshes;
    }

    @Override
    public Freshness freshness() {
        return freshness;
    }

    @Override
    public Functions functions() {
        return functions;
    }
}
