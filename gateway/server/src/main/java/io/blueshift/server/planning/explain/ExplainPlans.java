package io.blueshift.server.planning.explain;

import com.google.inject.Inject;
import io.trino.Session;
import io.trino.execution.QueryPreparer;
import io.trino.execution.QueryPreparer.PreparedQuery;
import io.trino.execution.querystats.PlanOptimizersStatsCollector;
import io.trino.execution.warnings.WarningCollector;
import io.trino.sql.SessionPropertyResolver;
import io.trino.sql.analyzer.AnalyzerFactory;
import io.trino.sql.analyzer.QueryExplainer;
import io.trino.sql.analyzer.QueryExplainerFactory;
import io.trino.sql.rewrite.ExplainRewrite;
import io.trino.sql.rewrite.ShowStatsRewrite;
import io.trino.sql.rewrite.StatementRewrite;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainFormat;
import io.trino.sql.tree.ExplainOption;
import io.trino.sql.tree.ExplainType;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.NodeRef;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.ShowStats;
import io.trino.sql.tree.Statement;

import java.util.List;
import java.util.Map;

import static io.trino.sql.QueryUtil.singleValueQuery;
import static java.util.Objects.requireNonNull;

/**
 * Takes the place of Trino's rewriting of EXPLAIN where the executor makes a difference: text says what is not compiled and
 * why, and {@code TYPE IO} tells the tables of the sources, which a compiled plan hides, as it does the statistics that
 * SHOW STATS takes from a plan. All else is left to Trino.
 */
public final class ExplainPlans implements StatementRewrite.Rewrite {
    private final QueryExplainerFactory explainers;
    private final QueryPreparer preparer;
    private final SessionPropertyResolver properties;
    private final ExplainRewrite trino;
    private final ShowStatsRewrite showStats;

    @Inject
    public ExplainPlans(QueryExplainerFactory explainers, QueryPreparer preparer, SessionPropertyResolver properties,
            ExplainRewrite trino, ShowStatsRewrite showStats) {
        this.explainers = requireNonNull(explainers, "explainers is null");
        this.preparer = requireNonNull(preparer, "preparer is null");
        this.properties = requireNonNull(properties, "properties is null");
        this.trino = requireNonNull(trino, "trino is null");
        this.showStats = requireNonNull(showStats, "showStats is null");
    }

    @Override
    public Statement rewrite(AnalyzerFactory analyzers, Session session, Statement statement,
            List<Expression> parameters, Map<NodeRef<Parameter>, Expression> parameterLookup, WarningCollector warnings,
            PlanOptimizersStatsCollector statistics) {
        if (statement instanceof ShowStats) {
            return ExplainScope.ofTrino(() -> showStats.rewrite(analyzers, session, statement, parameters,
                    parameterLookup, warnings, statistics));
        }
        if (!(statement instanceof Explain explain)) {
            return statement;
        }
        ExplainType.Type type = type(explain);
        if (type == ExplainType.Type.IO) {
            return ExplainScope.ofTrino(() -> trino.rewrite(analyzers, session, statement, parameters, parameterLookup,
                    warnings, statistics));
        }
        if (type == ExplainType.Type.VALIDATE || !isText(explain)) {
            return statement;
        }
        PreparedQuery prepared = preparer.prepareQuery(session, explain.getStatement());
        Session applied = properties.getSessionPropertiesApplier(prepared).apply(session);
        QueryExplainer explainer = explainers.createQueryExplainer(analyzers);
        return singleValueQuery("Query Plan", text(ExplainScope.collect(() -> explainer.getPlan(applied,
                prepared.getStatement(), type, prepared.getParameters(), warnings, statistics))));
    }

    private static String text(ExplainScope.Explained explained) {
        if (explained.notCompiled().isEmpty()) {
            return explained.text();
        }
        StringBuilder text = new StringBuilder(explained.text().stripTrailing());
        text.append("\n\nNot compiled, left to Trino's operators:\n");
        explained.notCompiled().forEach(reason -> text.append("    ").append(reason).append('\n'));
        return text.toString();
    }

    private static ExplainType.Type type(Explain explain) {
        for (ExplainOption option : explain.getOptions()) {
            if (option instanceof ExplainType type) {
                return type.getType();
            }
        }
        return ExplainType.Type.DISTRIBUTED;
    }

    private static boolean isText(Explain explain) {
        for (ExplainOption option : explain.getOptions()) {
            if (option instanceof ExplainFormat format) {
                return format.getType() == ExplainFormat.Type.TEXT;
            }
        }
        return true;
    }
}
