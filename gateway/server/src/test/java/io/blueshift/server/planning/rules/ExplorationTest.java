package io.blueshift.server.planning.rules;

import io.trino.cost.PlanCostEstimate;
import io.trino.cost.RuntimeInfoProvider;
import io.trino.cost.StatsCalculator;
import io.trino.execution.warnings.WarningCollector;
import io.trino.matching.Captures;
import io.trino.matching.Pattern;
import io.trino.spi.TrinoException;
import io.trino.spi.statistics.TableStatistics;
import io.trino.sql.planner.PlanNodeIdAllocator;
import io.trino.sql.planner.SymbolAllocator;
import io.trino.sql.planner.iterative.Rule;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.PlanNodeId;
import io.trino.sql.planner.plan.ValuesNode;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.trino.execution.querystats.PlanOptimizersStatsCollector.createPlanOptimizersStatsCollector;
import static io.trino.sql.ir.Booleans.TRUE;
import static io.trino.sql.planner.plan.Patterns.filter;
import static io.trino.testing.TestingSession.testSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What ends an optimiser that would not end by itself. */
class ExplorationTest {
    /** As Trino does to the thread that plans a query which has failed, or was cancelled. */
    @Test
    void anInterruptEndsIt() {
        FilterNode plan = new FilterNode(new PlanNodeId("2"), new ValuesNode(new PlanNodeId("1"), 3), TRUE);
        Exploration endless = new Exploration(plan, context(), new MatchedRules(List.of(new Interrupting())),
                StatsCalculator.noopStatsCalculator(), (_, _, _, _) -> PlanCostEstimate.unknown());
        assertThatThrownBy(endless::run).isInstanceOf(TrinoException.class)
                .hasMessage("Optimising the plan was interrupted");
        assertThat(Thread.interrupted()).as("left for who interrupted").isTrue();
    }

    private static PlanOptimizer.Context context() {
        return new PlanOptimizer.Context(testSession(), new SymbolAllocator(List.of()), new PlanNodeIdAllocator(),
                WarningCollector.NOOP, createPlanOptimizersStatsCollector(), _ -> TableStatistics.empty(),
                RuntimeInfoProvider.noImplementation());
    }

    /** Changes a filter again and again. */
    private static final class Interrupting implements Rule<FilterNode> {
        private int applied;

        @Override
        public Pattern<FilterNode> getPattern() {
            return filter();
        }

        @Override
        public Result apply(FilterNode node, Captures captures, Context context) {
            applied++;
            if (applied == 3) {
                Thread.currentThread().interrupt();
            }
            return Result.ofPlanNode(new FilterNode(node.getId(), node.getSource(), node.getPredicate()));
        }
    }
}
