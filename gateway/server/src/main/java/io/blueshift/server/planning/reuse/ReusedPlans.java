package io.blueshift.server.planning.reuse;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.inject.Inject;
import io.blueshift.server.planning.explain.ExplainScope;
import io.blueshift.server.planning.session.ExecutionProperties;
import io.trino.connector.CatalogHandle;
import io.trino.connector.CatalogHandle.CatalogHandleType;
import io.trino.metadata.TableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.statistics.TableStatistics;
import io.trino.sql.ir.Expression;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import io.trino.sql.planner.optimizations.PlanOptimizer.Context;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.SimplePlanRewriter;
import io.trino.sql.planner.plan.TableScanNode;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static io.trino.sql.ir.IrUtils.preOrder;
import static io.trino.sql.planner.optimizations.PlanNodeSearcher.searchFrom;
import static java.util.Objects.requireNonNull;

/**
 * Optimises a query only once as long as the same is asked of the same: a dashboard's queries come again and again, and over
 * small data most of their time is planning. The key is the plan as it comes from the analysis, which has looked up tables
 * and views and checked rights; what is kept is the plan before it is lowered. The tables' statistics must be the same,
 * too: otherwise another plan may be better.
 *
 * <p>
 * Kept are plans that the executor takes as a whole, because later optimisers name new columns in others, and that are
 * {@link Timeless}. EXPLAIN always plans. Safe for all threads.
 */
public final class ReusedPlans {
    /** Of all kept plans together, fields and expressions in their keys: some hundred plans, or a few with long lists. */
    private static final int WEIGHT_MAX = 500_000;
    /** What a plan depends on besides its key, such as the keys of a remote table, may change unseen for as long. */
    private static final Duration AGE_MAX = Duration.ofMinutes(10);

    /**
     * @param plan optimised, its tables in the transaction of the query that it was made for
     * @param statistics of the tables that the query names
     */
    private record Kept(PlanNode plan, List<TableStatistics> statistics) {}

    private final ReuseStats stats;
    private final Cache<PlanKey, Kept> plans = CacheBuilder.newBuilder().maximumWeight(WEIGHT_MAX)
            .weigher((PlanKey key, Kept _) -> weight(key)).expireAfterWrite(AGE_MAX).build();

    @Inject
    public ReusedPlans(ReuseStats stats) {
        this.stats = requireNonNull(stats, "stats is null");
    }

    /**
     * Stands for some optimisers and the one that lowers what they made.
     *
     * @param lowered whether a plan was lowered as a whole
     */
    public PlanOptimizer inPlaceOf(List<PlanOptimizer> optimizers, PlanOptimizer lower, Predicate<PlanNode> lowered) {
        PlanOptimizer all = inTurn(List.copyOf(optimizers));
        return (plan, context) -> ExecutionProperties.planReuse(context.session()) && !ExplainScope.isExplaining()
                ? optimize(plan, all, lower, lowered, context)
                : lower.optimize(all.optimize(plan, context), context);
    }

    private static PlanOptimizer inTurn(List<PlanOptimizer> optimizers) {
        return (plan, context) -> {
            PlanNode result = plan;
            for (PlanOptimizer optimizer : optimizers) {
                result = optimizer.optimize(result, context);
            }
            return result;
        };
    }

    private PlanNode optimize(PlanNode plan, PlanOptimizer optimizer, PlanOptimizer lower, Predicate<PlanNode> lowered,
            Context context) {
        List<TableHandle> tables = tables(plan);
        PlanKey key = PlanKey.of(plan, context.session());
        List<TableStatistics> statistics = tables.stream().map(context.tableStatsProvider()::getTableStatistics)
                .toList();
        Kept kept = plans.getIfPresent(key);
        if (kept != null && kept.statistics().equals(statistics)) {
            stats.reused();
            return lower.optimize(inTransactionsOf(tables, kept.plan()), context);
        }
        PlanNode optimized = optimizer.optimize(plan, context);
        PlanNode result = lower.optimize(optimized, context);
        if (lowered.test(result) && Timeless.isTimeless(key.shape()) && tables.stream().allMatch(ReusedPlans::isData)) {
            plans.put(key, new Kept(optimized, statistics));
        }
        return result;
    }

    private static int weight(PlanKey key) {
        return key.shape().stream()
                .mapToInt(value -> value instanceof Expression expression ? (int) preOrder(expression).count() : 1)
                .sum();
    }

    private static List<TableHandle> tables(PlanNode plan) {
        return searchFrom(plan).whereIsInstanceOfAny(TableScanNode.class).findAll().stream()
                .map(scan -> ((TableScanNode) scan).getTable()).toList();
    }

    /** What catalogs tell about themselves is looked up while a query on it is optimised. */
    private static boolean isData(TableHandle table) {
        return table.catalogHandle().getType() == CatalogHandleType.NORMAL;
    }

    private static PlanNode inTransactionsOf(List<TableHandle> tables, PlanNode plan) {
        Map<CatalogHandle, ConnectorTransactionHandle> transactions = new HashMap<>();
        tables.forEach(table -> transactions.put(table.catalogHandle(), table.transaction()));
        return SimplePlanRewriter.rewriteWith(new Transactions(transactions), plan);
    }

    private static final class Transactions extends SimplePlanRewriter<Void> {
        private final Map<CatalogHandle, ConnectorTransactionHandle> transactions;

        private Transactions(Map<CatalogHandle, ConnectorTransactionHandle> transactions) {
            this.transactions = transactions;
        }

        @Override
        public PlanNode visitTableScan(TableScanNode scan, RewriteContext<Void> context) {
            CatalogHandle catalog = scan.getTable().catalogHandle();
            TableHandle table = new TableHandle(catalog, scan.getTable().connectorHandle(), transactions.get(catalog));
            return new TableScanNode(scan.getId(), table, scan.getOutputSymbols(), scan.getAssignments(),
                    scan.getEnforcedConstraint(), scan.getStatistics(), scan.isUpdateTarget(),
                    scan.getUseConnectorNodePartitioning());
        }
    }
}
