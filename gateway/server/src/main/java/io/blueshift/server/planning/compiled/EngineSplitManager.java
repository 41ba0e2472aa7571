package io.blueshift.server.planning.compiled;

import com.google.inject.Inject;
import io.blueshift.connector.jdbc.JdbcSplitManager;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.trino.Session;
import io.trino.SystemSessionProperties;
import io.trino.connector.CatalogServiceProvider;
import io.trino.execution.QueryManagerConfig;
import io.trino.metadata.TableHandle;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.FixedSplitSource;
import io.trino.split.ConnectorAwareSplitSource;
import io.trino.split.SplitManager;
import io.trino.split.SplitSource;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Trino's split manager, plus the splits of the executor's tables: one per thread that shall work on an execution. Trino
 * asks for the splits of all scans before it reads the first; a plan of the executor asks as it goes, which is why live
 * databases are told of its scans here.
 */
public final class EngineSplitManager extends SplitManager {
    private final CatalogServiceProvider<ConnectorSplitManager> connectors;

    @Inject
    public EngineSplitManager(CatalogServiceProvider<ConnectorSplitManager> splitManagers, Tracer tracer,
            QueryManagerConfig config) {
        super(splitManagers, tracer, config);
        this.connectors = splitManagers;
    }

    @Override
    public SplitSource getSplits(Session session, Span parentSpan, TableHandle table, DynamicFilter dynamicFilter,
            Constraint constraint) {
        if (!CompiledCatalog.owns(table)) {
            return super.getSplits(session, parentSpan, table, dynamicFilter, constraint);
        }
        CompiledCatalog.plan(table).sources().forEach(scan -> foresee(session, scan.table()));
        String execution = UUID.randomUUID().toString();
        List<CompiledSplit> splits = IntStream.range(0, workers(session))
                .mapToObj(worker -> new CompiledSplit(execution, worker)).toList();
        return new ConnectorAwareSplitSource(CompiledCatalog.HANDLE, new FixedSplitSource(splits), dynamicFilter);
    }

    private void foresee(Session session, TableHandle table) {
        if (connectors.getService(table.catalogHandle()) instanceof JdbcSplitManager source) {
            source.foresee(table.transaction(), session.toConnectorSession(table.catalogHandle()),
                    table.connectorHandle());
        }
    }

    /** As many as Trino's own operators would use in one task, but not more than there are processors. */
    private static int workers(Session session) {
        return Math.max(1, Math.min(SystemSessionProperties.getTaskConcurrency(session),
                Runtime.getRuntime().availableProcessors()));
    }
}
