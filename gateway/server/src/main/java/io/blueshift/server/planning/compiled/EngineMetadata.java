package io.blueshift.server.planning.compiled;

import com.google.inject.Inject;
import io.airlift.slice.Slice;
import io.blueshift.store.connector.ForeignVersions;
import io.opentelemetry.api.trace.Tracer;
import io.trino.Session;
import io.trino.connector.CatalogHandle;
import io.trino.metadata.InsertTableHandle;
import io.trino.metadata.Metadata;
import io.trino.metadata.QualifiedObjectName;
import io.trino.metadata.TableHandle;
import io.trino.metadata.TableProperties;
import io.trino.spi.connector.CatalogSchemaTableName;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorOutputMetadata;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableProperties;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.MaterializedViewFreshness;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.statistics.ComputedStatistics;
import io.trino.spi.statistics.TableStatistics;
import io.trino.sql.planner.PartitioningHandle;
import io.trino.tracing.ForTracing;
import io.trino.tracing.TracingMetadata;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Trino's metadata, plus answers about the executor's tables. Where a plan reads one table, its name and its connector's
 * information are that table's: query events go on telling which source was read and what it was asked.
 */
public final class EngineMetadata extends TracingMetadata {
    @Inject
    public EngineMetadata(Tracer tracer, @ForTracing Metadata trino) {
        super(tracer, trino);
    }

    @Override
    public TableProperties getTableProperties(Session session, TableHandle table) {
        if (!CompiledCatalog.owns(table)) {
            return super.getTableProperties(session, table);
        }
        return new TableProperties(CompiledCatalog.HANDLE, table.transaction(), new ConnectorTableProperties());
    }

    @Override
    public CatalogSchemaTableName getTableName(Session session, TableHandle table) {
        if (!CompiledCatalog.owns(table)) {
            return super.getTableName(session, table);
        }
        return onlySource(table).map(source -> super.getTableName(session, source))
                .orElseGet(() -> new CatalogSchemaTableName("compiled", "query", CompiledCatalog.plan(table).id()));
    }

    @Override
    public Optional<Object> getInfo(Session session, TableHandle table) {
        if (!CompiledCatalog.owns(table)) {
            return super.getInfo(session, table);
        }
        Optional<TableHandle> only = onlySource(table);
        return only.isPresent()
                ? super.getInfo(session, only.get())
                : Optional.of(Map.of("sources", reports(session, table)));
    }

    /** One for each table that the plan reads; they go on counting while it runs. */
    private List<SourceReport> reports(Session session, TableHandle table) {
        CompiledPlan plan = CompiledCatalog.plan(table);
        return plan.sources().stream().map(source -> new SourceReport(
                super.getTableName(session, source.table()).toString(), super.getInfo(session, source.table()),
                plan.counter(source))).toList();
    }

    @Override
    public TableStatistics getTableStatistics(Session session, TableHandle table) {
        return CompiledCatalog.owns(table)
                ? CompiledCatalog.plan(table).statistics()
                : super.getTableStatistics(session, table);
    }

    @Override
    public Optional<TableHandle> applyPartitioning(Session session, TableHandle table,
            Optional<PartitioningHandle> partitioning, List<ColumnHandle> columns) {
        return CompiledCatalog.owns(table)
                ? Optional.empty()
                : super.applyPartitioning(session, table, partitioning, columns);
    }

    @Override
    public Optional<ConstraintApplicationResult<TableHandle>> applyFilter(Session session, TableHandle table,
            Constraint constraint) {
        return CompiledCatalog.owns(table) ? Optional.empty() : super.applyFilter(session, table, constraint);
    }

    @Override
    public Optional<ProjectionApplicationResult<TableHandle>> applyProjection(Session session, TableHandle table,
            List<ConnectorExpression> projections, Map<String, ColumnHandle> assignments) {
        return CompiledCatalog.owns(table)
                ? Optional.empty()
                : super.applyProjection(session, table, projections, assignments);
    }

    @Override
    public ColumnMetadata getColumnMetadata(Session session, TableHandle table, ColumnHandle column) {
        if (!CompiledCatalog.owns(table)) {
            return super.getColumnMetadata(session, table, column);
        }
        CompiledColumnHandle handle = (CompiledColumnHandle) column;
        return new ColumnMetadata(handle.name(), CompiledCatalog.plan(table).columns().get(handle.channel()).type());
    }

    @Override
    public void validateScan(Session session, TableHandle table) {
        if (!CompiledCatalog.owns(table)) {
            super.validateScan(session, table);
        }
    }

    @Override
    public Optional<ConnectorTableCredentials> getTableCredentials(Session session, CatalogHandle catalog,
            ConnectorTableHandle table) {
        if (catalog.equals(CompiledCatalog.HANDLE)) {
            return Optional.empty();
        }
        return super.getTableCredentials(session, catalog, table);
    }

    @Override
    public Optional<ConnectorOutputMetadata> finishRefreshMaterializedView(Session session, TableHandle table,
            InsertTableHandle write, Collection<Slice> fragments, Collection<ComputedStatistics> statistics,
            List<TableHandle> sources, List<String> tableFunctions, boolean hasNonDeterministicFunctions) {
        Supplier<Optional<ConnectorOutputMetadata>> finish = () -> super.finishRefreshMaterializedView(session, table,
                write, fragments, statistics, sources, tableFunctions, hasNonDeterministicFunctions);
        return new ForeignTableVersions(this, session).of(sources, write.catalogHandle())
                .map(foreign -> ScopedValue.where(ForeignVersions.REFRESHED_FROM, foreign).call(finish::get))
                .orElseGet(finish);
    }

    @Override
    public MaterializedViewFreshness getMaterializedViewFreshness(Session session, QualifiedObjectName name,
            boolean considerGracePeriod) {
        return ScopedValue.where(ForeignVersions.CURRENT, new ForeignTableVersions(this, session))
                .call(() -> super.getMaterializedViewFreshness(session, name, considerGracePeriod));
    }

    private static Optional<TableHandle> onlySource(TableHandle table) {
        CompiledPlan plan = CompiledCatalog.plan(table);
        return plan.sources().size() == 1 ? Optional.of(plan.sources().getFirst().table()) : Optional.empty();
    }
}
