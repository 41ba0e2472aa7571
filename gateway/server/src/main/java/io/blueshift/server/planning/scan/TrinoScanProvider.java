package io.blueshift.server.planning.scan;

import io.blueshift.connector.jdbc.JdbcTableHandle;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.scan.EncodedPageSource;
import io.blueshift.executor.scan.ScanFilter;
import io.blueshift.executor.scan.ScanProvider;
import io.opentelemetry.api.trace.Span;
import io.trino.Session;
import io.trino.metadata.Metadata;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.predicate.TupleDomain;
import io.trino.split.PageSourceManager;
import io.trino.split.SplitManager;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

import static java.util.Objects.requireNonNull;

/**
 * The scans of one execution. Readers of the same scan node draw from one queue of splits. Safe for all threads.
 */
public final class TrinoScanProvider implements ScanProvider, AutoCloseable {
    private final Session session;
    private final SplitManager splitManager;
    private final PageSourceManager pageSourceManager;
    private final Metadata metadata;
    private final Function<TrinoScanTarget, ScanCounter> counters;
    // By identity: a self-join scans equal nodes, each completely
    private final Map<Scan, SharedScan> scans = new IdentityHashMap<>();
    private boolean closed;

    public TrinoScanProvider(Session session, SplitManager splitManager, PageSourceManager pageSourceManager,
            Metadata metadata, Function<TrinoScanTarget, ScanCounter> counters) {
        this.session = requireNonNull(session, "session is null");
        this.splitManager = requireNonNull(splitManager, "splitManager is null");
        this.pageSourceManager = requireNonNull(pageSourceManager, "pageSourceManager is null");
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.counters = requireNonNull(counters, "counters is null");
    }

    @Override
    public synchronized EncodedPageSource open(Scan scan, ScanFilter filter) {
        if (closed) {
            throw new IllegalStateException("The execution is over");
        }
        return new SplitsPageSource(scans.computeIfAbsent(scan, _ -> begin(scan, filter)));
    }

    private SharedScan begin(Scan scan, ScanFilter filter) {
        TrinoScanTarget target = (TrinoScanTarget) scan.target();
        DynamicFilter dynamicFilter = dynamicFilter(filter, target);
        SplitQueue splits = new SplitQueue(splitManager.getSplits(session, Span.current(), target.table(),
                dynamicFilter, Constraint.alwaysTrue()));
        var credentials = metadata.getTableCredentials(session, target.table().catalogHandle(),
                target.table().connectorHandle());
        var pageSources = pageSourceManager.createPageSourceProvider(target.table().catalogHandle());
        return new SharedScan(session, target, scan.columns().stream().map(Column::type).toList(), credentials,
                pageSources, dynamicFilter, splits, counters.apply(target));
    }

    private DynamicFilter dynamicFilter(ScanFilter filter, TrinoScanTarget target) {
        List<ColumnHandle> columns = target.columns();
        TupleDomain<ColumnHandle> fixed = filter.fixed().apply(keysMax(target)).transformKeys(columns::get);
        if (filter.moving().isPresent()) {
            return new MovingFilter(fixed, filter.moving().get(), columns);
        }
        return fixed.isAll() ? DynamicFilter.EMPTY : new CompletedFilter(fixed);
    }

    /** A live database finds rows by many keys; to others these would be a long list to compare each row with. */
    private IntUnaryOperator keysMax(TrinoScanTarget target) {
        if (!(target.table().connectorHandle() instanceof JdbcTableHandle handle)) {
            return _ -> 0;
        }
        ConnectorSession ofCatalog = session.toConnectorSession(target.table().catalogHandle());
        return channel -> handle.keysMax(ofCatalog, target.columns().get(channel));
    }

    @Override
    public synchronized void close() {
        closed = true;
        scans.values().forEach(scan -> scan.splits().close());
    }
}
