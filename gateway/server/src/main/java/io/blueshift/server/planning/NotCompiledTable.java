package io.blueshift.server.planning;

import com.google.inject.Inject;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.InMemoryRecordSet;
import io.trino.spi.connector.RecordCursor;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SystemTable;
import io.trino.spi.predicate.TupleDomain;

import static io.trino.metadata.MetadataUtil.TableMetadataBuilder.tableMetadataBuilder;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/**
 * The table {@code system.runtime.not_compiled}: what kept parts of plans with Trino's operators since the start, and how
 * often.
 */
public final class NotCompiledTable implements SystemTable {
    private static final ConnectorTableMetadata TABLE = tableMetadataBuilder(
            new SchemaTableName("runtime", "not_compiled"))
            .column("node", VARCHAR)
            .column("reason", VARCHAR)
            .column("plans", BIGINT)
            .build();

    private final LoweringStats plans;

    @Inject
    public NotCompiledTable(LoweringStats plans) {
        this.plans = requireNonNull(plans, "plans is null");
    }

    @Override
    public Distribution getDistribution() {
        return Distribution.SINGLE_COORDINATOR;
    }

    @Override
    public ConnectorTableMetadata getTableMetadata() {
        return TABLE;
    }

    @Override
    public RecordCursor cursor(ConnectorTransactionHandle transaction, ConnectorSession session,
            TupleDomain<Integer> constraint) {
        InMemoryRecordSet.Builder rows = InMemoryRecordSet.builder(TABLE);
        plans.reasons().forEach((reason, count) -> rows.addRow(reason.what(), reason.why(), count));
        return rows.build().cursor();
    }
}
