package io.blueshift.benchmarks.store;

import io.airlift.slice.Slice;
import io.blueshift.store.LocalStorePlugin;
import io.trino.spi.NodeManager;
import io.trino.spi.Page;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorOutputTableHandle;
import io.trino.spi.connector.ConnectorPageSink;
import io.trino.spi.connector.ConnectorPageSinkId;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.RetryMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.transaction.IsolationLevel;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeManager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A local store without an engine around it, driven as an engine drives it. One thread calls it. */
public final class LocalTables implements AutoCloseable {
    /** The schema of all tables. */
    public static final String SCHEMA = "default";

    private final Path directory;
    private final Connector connector;
    private final PlainSession session;

    /**
     * @param directory of a new store
     * @param columnTypes every type that a column of its tables has
     */
    public LocalTables(Path directory, Collection<Type> columnTypes) {
        this.directory = directory;
        TypeManager types = new TableTypes(columnTypes);
        this.connector = new LocalStorePlugin(directory).getConnectorFactories().iterator().next()
                .create("local", Map.of(), new ConnectorContext() {
                    @Override
                    public TypeManager getTypeManager() {
                        return types;
                    }

                    @Override
                    public NodeManager getNodeManager() {
                        return new OneNode();
                    }
                });
        this.session = new PlainSession(connector.getSessionProperties(), Map.of());
    }

    /** Creates a table with these rows, durably, each writer taking a run of neighbouring pages. */
    public void load(MemoryTable table, List<String> sortKey, int writers) {
        load(new GeneratedTable(table.name(), table.columns(), List.copyOf(table.shares(writers))), sortKey);
    }

    /** Creates a table with these rows, durably, with a writer for each of its parts. */
    public void load(GeneratedTable table, List<String> sortKey) {
        ConnectorTransactionHandle transaction = begin();
        ConnectorMetadata metadata = connector.getMetadata(session, transaction);
        List<ColumnMetadata> columns = table.columns().stream()
                .map(column -> ColumnMetadata.builder().setName(column.name()).setType(column.type()).setNullable(false)
                        .build())
                .toList();
        ConnectorOutputTableHandle write = metadata.beginCreateTable(session,
                new ConnectorTableMetadata(name(table.name()), columns, properties(sortKey)), Optional.empty(),
                RetryMode.NO_RETRIES, false);
        List<Callable<Collection<Slice>>> shares = new ArrayList<>();
        for (Iterable<Page> share : table.parts()) {
            ConnectorPageSink sink = connector.getPageSinkProvider().createPageSink(transaction, session, write,
                    Optional.empty(), new SinkId(shares.size()));
            shares.add(() -> append(sink, share));
        }
        List<Slice> fragments = Threads.all(shares).stream().flatMap(Collection::stream).toList();
        metadata.finishCreateTable(session, write, fragments, List.of());
        connector.commit(transaction);
    }

    private record SinkId(long getId) implements ConnectorPageSinkId {}

    private static Collection<Slice> append(ConnectorPageSink sink, Iterable<Page> pages) {
        for (Page page : pages) {
            sink.appendPage(page).join();
        }
        return sink.finish().join();
    }

    /** What CREATE TABLE would say, as far as the store knows it. */
    private Map<String, Object> properties(List<String> sortKey) {
        Map<String, Object> properties = new HashMap<>();
        for (PropertyMetadata<?> property : connector.getTableProperties()) {
            Object value = property.getName().equals("sort_key") ? sortKey : property.getDefaultValue();
            if (value != null) {
                properties.put(property.getName(), value);
            }
        }
        return properties;
    }

    public void drop(String table) {
        ConnectorTransactionHandle transaction = begin();
        ConnectorMetadata metadata = connector.getMetadata(session, transaction);
        metadata.dropTable(session,
                metadata.getTableHandle(session, name(table), Optional.empty(), Optional.empty()));
        connector.commit(transaction);
    }

    /** Opens a table for scans of its current version. */
    public TableScans open(String table) {
        return new TableScans(connector, session, begin(), name(table));
    }

    private ConnectorTransactionHandle begin() {
        return connector.beginTransaction(IsolationLevel.READ_UNCOMMITTED, false, true);
    }

    static SchemaTableName name(String table) {
        return new SchemaTableName(SCHEMA, table);
    }

    /** Bytes of all files of all tables. */
    public long bytes() throws IOException {
        return bytes(directory);
    }

    /** Bytes of all files below a directory. */
    public static long bytes(Path directory) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        connector.shutdown();
    }
}
