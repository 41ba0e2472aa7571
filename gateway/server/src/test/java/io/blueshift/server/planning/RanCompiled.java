package io.blueshift.server.planning;

import io.blueshift.server.planning.compiled.CompiledCatalog;
import io.trino.execution.QueryManager;
import io.trino.spi.QueryId;
import io.trino.sql.planner.plan.ExchangeNode;
import io.trino.sql.planner.plan.OutputNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.TableScanNode;

import java.util.List;

import static io.trino.sql.planner.optimizations.PlanNodeSearcher.searchFrom;

/** Looks at the plan by which a query ran: whether the executor ran all of it. */
final class RanCompiled {
    private RanCompiled() {}

    /** As {@link Sql#isCompiled} says of a query that is only explained, without planning it once more. */
    static boolean wholly(QueryManager queries, String queryId) {
        List<PlanNode> operators = queries.getFullQueryInfo(QueryId.valueOf(queryId)).getStages().orElseThrow()
                .getStages().stream().flatMap(stage -> searchFrom(stage.plan().getRoot()).findAll().stream())
                .filter(node -> !(node instanceof OutputNode) && !isLocalExchange(node)).toList();
        return operators.size() == 1 && operators.getFirst() instanceof TableScanNode scan
                && scan.getTable().catalogHandle().equals(CompiledCatalog.HANDLE);
    }

    private static boolean isLocalExchange(PlanNode node) {
        return node instanceof ExchangeNode exchange && exchange.getScope() == ExchangeNode.Scope.LOCAL;
    }
}
