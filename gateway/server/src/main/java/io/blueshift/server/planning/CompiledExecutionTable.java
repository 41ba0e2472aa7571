package io.blueshift.server.planning;

import com.google.inject.Inject;
import io.blueshift.server.planning.compiled.ExecutionStats;
import io.blueshift.server.planning.reuse.ReuseStats;
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
 * The table {@code system.runtime.compiled_execution}: what the executor did since the start, one figure a row, as JMX has
 * them.
 */
public final class CompiledExecutionTable implements SystemTable {
    private static final ConnectorTableMetadata TABLE = tableMetadataBuilder(
            new SchemaTableName("runtime", "compiled_execution"))
            .column("name", VARCHAR)
            .column("value", BIGINT)
            .build();

    private final LoweringStats plans;
    private final ReuseStats reuse;
    private final CodeStats code;
    private final ExecutionStats executions;

    @Inject
    public CompiledExecutionTable(LoweringStats plans, ReuseStats reuse, CodeStats code, ExecutionStats executions) {
        this.plans = requireNonNull(plans, "plans is null");
        this.reuse = requireNonNull(reuse, "reuse is null");
        this.code = requireNonNull(code, "code is null");
        this.executions = requireNonNull(executions, "executions is null");
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
        return InMemoryRecordSet.builder(TABLE)
                .addRow("plans_compiled", plans.getLowered().getTotalCount())
                .addRow("plan_parts_not_compiled", plans.getNotLowered().getTotalCount())
                .addRow("plans_reused", reuse.getReused())
                .addRow("code_cache_hits", code.getHits())
                .addRow("code_cache_misses", code.getMisses())
                .addRow("code_cache_classes", code.getClasses())
                .addRow("code_cache_evictions", code.getEvictions())
                .addRow("code_compile_millis", code.getCompileMillis())
                .addRow("code_method_splits", code.getMethodSplits())
                .addRow("executions_running", executions.getRunning())
                .addRow("executions_ended", executions.getEnded())
                .addRow("memory_bytes", executions.getMemoryBytes())
                .addRow("spilled_bytes", executions.getSpilledBytes())
                .addRow("spilled_files", executions.getSpilledFiles())
                .addRow("spill_space_bytes", executions.getSpaceBytes())
                .build().cursor();
    }
}
