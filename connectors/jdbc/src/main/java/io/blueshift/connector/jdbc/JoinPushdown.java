package io.blueshift.connector.jdbc;

import com.google.common.collect.ImmutableMap;
import io.blueshift.pushdown.Dialect;
import io.blueshift.pushdown.FilterTranslator;
import io.blueshift.pushdown.JoinTranslator;
import io.blueshift.pushdown.JoinTranslator.Side;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.RemoteJoin;
import io.blueshift.pushdown.RemotePredicate;
import io.blueshift.pushdown.RemoteQuery;
import io.blueshift.pushdown.RemoteTable;
import io.blueshift.pushdown.SqlRenderer;
import io.blueshift.pushdown.TranslatedFilter;
import io.blueshift.pushdown.TranslatedJoin;
import io.blueshift.pushdown.UniqueKeys;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.JoinApplicationResult;
import io.trino.spi.connector.JoinStatistics;
import io.trino.spi.connector.JoinType;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets the source join two scans of one catalog, that is of one database and one user. A scan may itself be a join,
 * groups, or the first rows of something. Immutable, safe for all threads.
 */
class JoinPushdown {
    private final SqlRenderer renderer;
    private final JoinTranslator translator;
    private final FilterTranslator filters;
    private final JoinPushdownStrategy strategy;
    private final JoinGuard guard;

    /** @param valuesMax see {@link FilterTranslator} */
    JoinPushdown(Dialect dialect, int valuesMax, JoinPushdownStrategy strategy, UniqueKeys keys) {
        this.renderer = new SqlRenderer(dialect);
        this.translator = new JoinTranslator(dialect);
        this.filters = new FilterTranslator(dialect, valuesMax);
        this.strategy = strategy;
        this.guard = new JoinGuard(keys);
    }

    /**
     * @param condition over the variables of both sides, whose names are different
     * @param leftColumns the left side's variables
     * @param rightColumns the right side's variables
     */
    Optional<JoinApplicationResult<ConnectorTableHandle>> apply(JoinType type, JdbcTableHandle left,
            JdbcTableHandle right, ConnectorExpression condition, Map<String, ColumnHandle> leftColumns,
            Map<String, ColumnHandle> rightColumns, JoinStatistics statistics) {
        if (strategy == JoinPushdownStrategy.NEVER) {
            return Optional.empty();
        }
        if (!left.exact() || !right.exact()) {
            return stays(left, right, List.of("the filter below it is not wholly the source's"));
        }
        RemoteJoin.Kind kind = kind(type);
        // A filter on rows that all come is as good behind the join, where it may meet others on the same column
        Lifted leftSide = lifted(left, !kind.keepsRight(), leftColumns);
        Lifted rightSide = lifted(right, !kind.keepsLeft(), rightColumns);
        TranslatedJoin translated = translator.translate(kind, leftSide.side(), rightSide.side(), condition);
        if (translated.relation().isEmpty()) {
            return stays(left, right, translated.reasons());
        }
        RemoteJoin join = translated.relation().get();
        Optional<String> obstacle = strategy == JoinPushdownStrategy.ALWAYS
                ? Optional.empty()
                : guard.obstacle(join, statistics);
        if (obstacle.isPresent()) {
            return stays(left, right, List.of(obstacle.get()));
        }
        Map<ColumnHandle, ColumnHandle> lefts = handles(translated.leftColumns());
        Map<ColumnHandle, ColumnHandle> rights = handles(translated.rightColumns());
        JdbcTableHandle joined = handle(left, right, join,
                selected(leftColumns, lefts, rightColumns, rights), constraint(leftSide, lefts, rightSide, rights));
        // What the engine estimated for its own join holds for the source's
        return Optional.of(new JoinApplicationResult<>(joined, lefts, rights, true));
    }

    private static RemoteJoin.Kind kind(JoinType type) {
        return switch (type) {
            case INNER -> RemoteJoin.Kind.INNER;
            case LEFT_OUTER -> RemoteJoin.Kind.LEFT;
            case RIGHT_OUTER -> RemoteJoin.Kind.RIGHT;
            case FULL_OUTER -> RemoteJoin.Kind.FULL;
        };
    }

    private static Optional<JoinApplicationResult<ConnectorTableHandle>> stays(JdbcTableHandle left,
            JdbcTableHandle right, List<String> reasons) {
        String join = LocalReasons.JOIN + tables(left) + " with " + tables(right) + ": ";
        left.kept().add(reasons.stream().map(reason -> join + reason).toList());
        return Optional.empty();
    }

    private static String tables(JdbcTableHandle handle) {
        return handle.query().from().tables().map(RemoteTable::name).collect(Collectors.joining(", "));
    }

    /** A side without the predicates that are asked behind the join instead. */
    private record Lifted(Side side, TupleDomain<ColumnHandle> constraint) {}

    private static Lifted lifted(JdbcTableHandle handle, boolean complete, Map<String, ColumnHandle> variables) {
        boolean lifts = complete && handle.query().limit().isEmpty();
        Map<String, RemoteColumn> named = new LinkedHashMap<>();
        variables.forEach((name, column) -> named.put(name, JdbcMetadata.remote(column)));
        RemoteQuery query = lifts ? handle.query().withFilter(handle.condition()) : handle.query();
        return new Lifted(new Side(query, handle.columns(), named), lifts ? handle.constraint() : TupleDomain.all());
    }

    private static Map<ColumnHandle, ColumnHandle> handles(Map<RemoteColumn, RemoteColumn> columns) {
        Map<ColumnHandle, ColumnHandle> handles = new LinkedHashMap<>();
        columns.forEach((from, to) -> handles.put(new JdbcColumnHandle(from), new JdbcColumnHandle(to)));
        return handles;
    }

    private static List<RemoteColumn> selected(Map<String, ColumnHandle> leftColumns,
            Map<ColumnHandle, ColumnHandle> lefts, Map<String, ColumnHandle> rightColumns,
            Map<ColumnHandle, ColumnHandle> rights) {
        return Stream.concat(leftColumns.values().stream().map(lefts::get),
                rightColumns.values().stream().map(rights::get)).distinct().map(JdbcMetadata::remote).toList();
    }

    private static TupleDomain<ColumnHandle> constraint(Lifted left, Map<ColumnHandle, ColumnHandle> lefts,
            Lifted right, Map<ColumnHandle, ColumnHandle> rights) {
        if (left.constraint().isNone() || right.constraint().isNone()) {
            return TupleDomain.none();
        }
        Map<ColumnHandle, Domain> domains = new HashMap<>();
        left.constraint().getDomains().orElseThrow()
                .forEach((column, domain) -> domains.put(lefts.get(column), domain));
        right.constraint().getDomains().orElseThrow()
                .forEach((column, domain) -> domains.put(rights.get(column), domain));
        return TupleDomain.withColumnDomains(ImmutableMap.copyOf(domains));
    }

    private JdbcTableHandle handle(JdbcTableHandle left, JdbcTableHandle right, RemoteJoin join,
            List<RemoteColumn> select, TupleDomain<ColumnHandle> constraint) {
        TranslatedFilter<ColumnHandle> filter = filters.translate(constraint, JdbcMetadata::remote);
        RemoteQuery query = RemoteQuery.scan(join, select).withFilter(filter.predicate());
        List<String> kept = new ArrayList<>(left.kept().besidesJoins());
        kept.addAll(right.kept().besidesJoins());
        return new JdbcTableHandle(left.name(), constraint, RemotePredicate.TRUE, query,
                renderer.render(query).display(), filter.reasons(), new LocalReasons(kept),
                new KeyEstimate(KeyEstimate.Known.NOTHING));
    }
}
