package io.blueshift.connector.lake.iceberg;

import io.airlift.log.Logger;
import io.blueshift.connector.lake.iceberg.catalog.IcebergCatalog;
import io.blueshift.connector.lake.table.IcebergTableHandle;
import io.blueshift.connector.lake.table.IcebergTableHandle.FileCount;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeTableHandle;
import io.blueshift.connector.lake.table.LakeTables;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaNotFoundException;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.TableNotFoundException;
import io.trino.spi.statistics.TableStatistics;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableUtil;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.types.Types;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * The Iceberg tables of one transaction: each is loaded once, so that everything a statement asks about it concerns the same
 * schema and snapshot.
 */
public final class IcebergTables implements LakeTables {
    private static final Logger LOG = Logger.get(IcebergTables.class);
    private static final int NEWEST_VERSION = 2;
    private static final int NAME_LENGTH_MAX = 200;
    /** Up to here, manifests are read while planning so that EXPLAIN can say how many files remain. */
    private static final long COUNTED_FILES_MAX = 10_000;

    private final IcebergCatalog catalog;
    private final IcebergScans scans;
    private final Map<SchemaTableName, Table> loaded = new ConcurrentHashMap<>();

    public IcebergTables(IcebergCatalog catalog) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        scans = new IcebergScans(catalog);
    }

    @Override
    public List<SchemaTableName> list(ConnectorSession session, Optional<String> schema) {
        return catalog.call("list tables", open -> {
            Stream<Namespace> namespaces = schema.map(name -> Stream.of(Namespace.of(name)))
                    .orElseGet(() -> open.namespaces().listNamespaces().stream());
            return namespaces.filter(namespace -> namespace.length() == 1).flatMap(namespace -> {
                try {
                    return open.tables().listTables(namespace).stream();
                } catch (NoSuchNamespaceException e) {
                    return Stream.of();
                }
            }).map(table -> new SchemaTableName(table.namespace().level(0), table.name())).toList();
        });
    }

    @Override
    public Optional<LakeTableHandle> find(ConnectorSession session, SchemaTableName name) {
        Table table;
        try {
            table = table(name);
        } catch (TableNotFoundException e) {
            return Optional.empty();
        }
        if (TableUtil.formatVersion(table) > NEWEST_VERSION) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "Table %s has Iceberg format version %d; up to %d can be read"
                            .formatted(name, TableUtil.formatVersion(table), NEWEST_VERSION));
        }
        OptionalLong snapshot = Optional.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId)
                .map(OptionalLong::of).orElseGet(OptionalLong::empty);
        return Optional.of(new IcebergTableHandle(name, snapshot,
                new FileCount(OptionalLong.empty(), IcebergScans.totalFiles(table)), IcebergPushdown.ALL,
                IcebergPushdown.ALL, Optional.empty()));
    }

    /** The schema is part of it: a column that is added or renamed makes no snapshot. */
    @Override
    public Optional<String> version(LakeTableHandle handle) {
        OptionalLong snapshot = ((IcebergTableHandle) handle).snapshot();
        return Optional.ofNullable(loaded.get(handle.name())).map(table -> "table %s, schema %d, snapshot %s".formatted(
                table.uuid(), table.schema().schemaId(),
                snapshot.isPresent() ? String.valueOf(snapshot.getAsLong()) : "none"));
    }

    /** The table as it is in the catalog by now. */
    Table reload(SchemaTableName name) {
        return catalog.call("load table " + name, open -> open.tables().loadTable(identifier(name)));
    }

    /** The table as this transaction sees it. */
    Table table(SchemaTableName name) {
        try {
            return loaded.computeIfAbsent(name, this::reload);
        } catch (NoSuchTableException | NoSuchNamespaceException e) {
            throw new TableNotFoundException(name);
        }
    }

    /** Locations hold schema, table, partition and file names, and an S3 key has 1024 bytes. */
    static void checkLength(String name) {
        if (name.length() > NAME_LENGTH_MAX) {
            throw new TrinoException(StandardErrorCode.INVALID_ARGUMENTS,
                    "Names have at most %d characters, this one has %d: %s".formatted(NAME_LENGTH_MAX, name.length(),
                            name));
        }
    }

    static TableIdentifier identifier(SchemaTableName name) {
        return TableIdentifier.of(name.getSchemaName(), name.getTableName());
    }

    @Override
    public ConnectorTableMetadata describe(ConnectorSession session, LakeTableHandle handle) {
        Table table = table(handle.name());
        List<ColumnMetadata> columns = table.schema().columns().stream().map(IcebergTables::columnMetadata).toList();
        return new ConnectorTableMetadata(handle.name(), columns, IcebergTableProperties.of(table),
                Optional.ofNullable(table.properties().get(IcebergTableDefinition.COMMENT)));
    }

    private static ColumnMetadata columnMetadata(Types.NestedField field) {
        return ColumnMetadata.builder().setName(field.name()).setType(IcebergTypes.toTrino(field.type()))
                .setNullable(field.isOptional()).setComment(Optional.ofNullable(field.doc())).build();
    }

    @Override
    public Map<String, LakeColumnHandle> columns(ConnectorSession session, LakeTableHandle handle) {
        Table table = table(handle.name());
        Map<String, LakeColumnHandle> columns = new LinkedHashMap<>();
        IcebergColumns.of(table.schema(), table.spec()).forEach(column -> columns.put(column.name(), column));
        return columns;
    }

    @Override
    public void create(ConnectorSession session, ConnectorTableMetadata table, SaveMode mode) {
        if (mode == SaveMode.REPLACE) {
            throw new TrinoException(StandardErrorCode.NOT_SUPPORTED,
                    "This connector does not support replacing tables");
        }
        IcebergTableDefinition definition = IcebergTableDefinition.of(table);
        try {
            catalog.call("create table " + table.getTable(), open -> definition.builder(open.tables()).create());
        } catch (AlreadyExistsException e) {
            if (mode == SaveMode.FAIL) {
                throw new TrinoException(StandardErrorCode.TABLE_ALREADY_EXISTS,
                        "Table '%s' already exists".formatted(table.getTable()), e);
            }
        } catch (NoSuchNamespaceException e) {
            throw new SchemaNotFoundException(table.getTable().getSchemaName());
        }
    }

    @Override
    public void drop(ConnectorSession session, LakeTableHandle handle) {
        Table table = table(handle.name());
        boolean ours = catalog.call("drop table " + handle.name(), open -> {
            open.tables().dropTable(identifier(handle.name()), open.purges());
            return !open.purges();
        });
        loaded.remove(handle.name());
        if (ours && table instanceof BaseTable files) {
            try {
                CatalogUtil.dropTableData(files.io(), files.operations().current());
            } catch (RuntimeException e) {
                // The table is gone for everybody; an error would say otherwise
                LOG.warn(e, "Files of dropped table %s could not all be deleted from %s", handle.name(),
                        table.location());
            }
        }
    }

    @Override
    public void rename(ConnectorSession session, LakeTableHandle handle, SchemaTableName newName) {
        checkLength(newName.getTableName());
        try {
            catalog.call("rename table " + handle.name(), open -> {
                open.tables().renameTable(identifier(handle.name()), identifier(newName));
                return newName;
            });
        } catch (AlreadyExistsException e) {
            throw new TrinoException(StandardErrorCode.TABLE_ALREADY_EXISTS,
                    "Table '%s' already exists".formatted(newName), e);
        } catch (NoSuchNamespaceException e) {
            throw new SchemaNotFoundException(newName.getSchemaName());
        }
    }

    @Override
    public void setComment(ConnectorSession session, LakeTableHandle handle, Optional<String> comment) {
        catalog.guard("comment on table " + handle.name(), () -> {
            var update = table(handle.name()).updateProperties();
            comment.ifPresentOrElse(text -> update.set(IcebergTableDefinition.COMMENT, text),
                    () -> update.remove(IcebergTableDefinition.COMMENT));
            update.commit();
            return handle;
        });
    }

    @Override
    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(ConnectorSession session,
            LakeTableHandle handle, Constraint constraint) {
        IcebergTableHandle before = (IcebergTableHandle) handle;
        Table table = table(handle.name());
        IcebergPushdown pushdown = IcebergPushdown.of(before, table, constraint);
        if (!pushdown.changes(before)) {
            return Optional.empty();
        }
        IcebergTableHandle after = before.withPredicate(before.files(), pushdown.enforced(), pushdown.unenforced());
        OptionalLong all = before.files().all();
        if (all.isPresent() && all.getAsLong() <= COUNTED_FILES_MAX) {
            OptionalLong matching = OptionalLong.of(scans.plan(table, after).size());
            after = after.withPredicate(new FileCount(matching, all), after.enforced(), after.unenforced());
        }
        return Optional
                .of(new ConstraintApplicationResult<>(after, pushdown.remaining(), constraint.getExpression(), false));
    }

    @Override
    public TableStatistics statistics(ConnectorSession session, LakeTableHandle handle) {
        Table table = table(handle.name());
        List<LakeColumnHandle> columns = IcebergColumns.of(table.schema(), table.spec());
        return IcebergStatistics.of(scans.plan(table, (IcebergTableHandle) handle), table.schema(), columns);
    }

    @Override
    public ConnectorSplitSource splits(ConnectorSession session, LakeTableHandle handle, Constraint constraint) {
        Table table = table(handle.name());
        return new IcebergSplitSource(table, scans.plan(table, (IcebergTableHandle) handle));
    }
}
