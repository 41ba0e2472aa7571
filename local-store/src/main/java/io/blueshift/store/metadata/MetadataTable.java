package io.blueshift.store.metadata;

import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.FixedPageSource;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static java.util.Objects.requireNonNull;

/** Rows that are worked out when they are read. */
final class MetadataTable implements SystemTable {
    private final ConnectorTableMetadata metadata;
    private final Supplier<List<Row>> rows;

    /** The values of one row in native form; empty is NULL. */
    record Row(List<Optional<?>> values) {
        static Row of(Optional<?>... values) {
            return new Row(List.of(values));
        }
    }

    MetadataTable(SchemaTableName name, List<ColumnMetadata> columns, Supplier<List<Row>> rows) {
        this.metadata = new ConnectorTableMetadata(name, columns);
        this.rows = requireNonNull(rows, "rows is null");
    }

    @Override
    public Distribution getDistribution() {
        return Distribution.SINGLE_COORDINATOR;
    }

    @Override
    public ConnectorTableMetadata getTableMetadata() {
        return metadata;
    }

    @Override
    public ConnectorPageSource pageSource(ConnectorTransactionHandle transaction, ConnectorSession session,
            TupleDomain<Integer> constraint) {
        List<Type> types = metadata.getColumns().stream().map(ColumnMetadata::getType).toList();
        PageBuilder builder = new PageBuilder(types);
        List<Page> pages = new ArrayList<>();
        for (Row row : rows.get()) {
            builder.declarePosition();
            for (int i = 0; i < types.size(); i++) {
                writeNativeValue(types.get(i), builder.getBlockBuilder(i), row.values().get(i).orElse(null));
            }
            if (builder.isFull()) {
                pages.add(builder.build());
                builder.reset();
            }
        }
        pages.add(builder.build());
        return new FixedPageSource(pages);
    }
}
