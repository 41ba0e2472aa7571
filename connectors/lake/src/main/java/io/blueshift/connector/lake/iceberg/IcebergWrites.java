package io.blueshift.connector.lake.iceberg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.airlift.log.Logger;
import io.airlift.slice.Slice;
import io.blueshift.connector.lake.iceberg.catalog.IcebergCatalog;
import io.blueshift.connector.lake.storage.LakeFile;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableLayout;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.SchemaNotFoundException;
import io.trino.spi.connector.SchemaTableName;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * CREATE TABLE AS and INSERT of one transaction. Writers put files beside the table's own; one commit makes all of them part of
 * the table, or, when the statement fails, they are deleted. Only where nobody can tell whether the commit took place, they stay.
 */
public final class IcebergWrites {
    private static final Logger LOG = Logger.get(IcebergWrites.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final IcebergCatalog catalog;
    private final IcebergTables tables;
    private final LakeStorage storage;
    private Optional<Transaction> creating = Optional.empty();
    private Optional<Pending> pending = Optional.empty();

    private record Pending(IcebergWriteHandle table, String filePrefix) {}

    public IcebergWrites(IcebergCatalog catalog, IcebergTables tables, LakeStorage storage) {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.tables = requireNonNull(tables, "tables is null");
        this.storage = requireNonNull(storage, "storage is null");
    }

    public IcebergWriteHandle beginCreate(ConnectorSession session, ConnectorTableMetadata table) {
        SchemaTableName name = table.getTable();
        IcebergTableDefinition definition = IcebergTableDefinition.of(table);
        try {
            Transaction transaction = catalog.call("create table " + name,
                    open -> definition.builder(open.tables()).createTransaction());
            creating = Optional.of(transaction);
            return begin(session, IcebergWriteHandle.of(name, transaction.table()));
        } catch (AlreadyExistsException e) {
            throw exists(name, e);
        } catch (NoSuchNamespaceException e) {
            throw new SchemaNotFoundException(name.getSchemaName());
        }
    }

    /** How to deal rows of an INSERT out to writers. */
    public Optional<ConnectorTableLayout> layout(SchemaTableName name) {
        return IcebergWriteLayout.of(tables.table(name));
    }

    public IcebergWriteHandle beginInsert(ConnectorSession session, SchemaTableName name) {
        return begin(session, IcebergWriteHandle.of(name, tables.table(name)));
    }

    private IcebergWriteHandle begin(ConnectorSession session, IcebergWriteHandle handle) {
        pending = Optional.of(new Pending(handle, session.getQueryId()));
        return handle;
    }

    public void finishCreate(ConnectorSession session, IcebergWriteHandle handle, Collection<Slice> fragments) {
        Transaction transaction = creating.orElseThrow();
        commit("create table " + handle.name(), () -> {
            if (!fragments.isEmpty()) {
                append(session, transaction.table().specs(), transaction.newAppend(), fragments);
            }
            transaction.commitTransaction();
            return handle;
        });
    }

    public void finishInsert(ConnectorSession session, IcebergWriteHandle handle, Collection<Slice> fragments) {
        if (fragments.isEmpty()) {
            pending = Optional.empty();
            return;
        }
        Table table = tables.table(handle.name());
        commit("insert into " + handle.name(), () -> {
            append(session, table.specs(), table.newAppend(), fragments);
            return handle;
        });
    }

    private static void append(ConnectorSession session, Map<Integer, PartitionSpec> specs, AppendFiles append,
            Collection<Slice> fragments) {
        append.set("blueshift.query-id", session.getQueryId());
        for (Slice fragment : fragments) {
            try {
                append.appendFile((DataFile) ContentFileParser.fromJson(JSON.readTree(fragment.toStringUtf8()), specs));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
        append.commit();
    }

    private void commit(String action, Supplier<IcebergWriteHandle> work) {
        try {
            catalog.guard(action, work);
        } catch (CommitStateUnknownException e) {
            pending = Optional.empty();
            throw new TrinoException(LakeErrorCode.LAKE_COMMIT_ERROR,
                    "Cannot tell whether the catalog accepted '%s'; its files were left in place: %s".formatted(action,
                            e.getMessage()),
                    e);
        } catch (CommitFailedException e) {
            throw new TrinoException(LakeErrorCode.LAKE_COMMIT_ERROR,
                    "Cannot %s, other writers were faster each time: %s".formatted(action, e.getMessage()), e);
        } catch (AlreadyExistsException e) {
            throw exists(pending.orElseThrow().table().name(), e);
        }
        pending = Optional.empty();
        creating = Optional.empty();
    }

    private static TrinoException exists(SchemaTableName name, Exception cause) {
        return new TrinoException(StandardErrorCode.TABLE_ALREADY_EXISTS, "Table '%s' already exists".formatted(name),
                cause);
    }

    /** Removes what an unfinished statement wrote. */
    public void rollback() {
        pending.ifPresent(write -> {
            try {
                for (LakeFile file : storage.list(write.table().location())) {
                    if (file.location().substring(file.location().lastIndexOf('/') + 1)
                            .startsWith(write.filePrefix())) {
                        storage.delete(file.location());
                    }
                }
            } catch (RuntimeException e) {
                LOG.warn(e, "Files of the failed write to %s could not be deleted from %s", write.table().name(),
                        write.table().location());
            }
        });
        pending = Optional.empty();
    }
}
