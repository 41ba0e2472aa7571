package io.blueshift.server.planning;

import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SortItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a query's own text says about the order and the number of its rows.
 *
 * @param keys the sort keys
 * @param limit the most rows that it gives
 */
record QueryOrder(List<Expression> keys, OptionalLong limit) {
    static QueryOrder of(String sql) {
        Query query = (Query) new SqlParser().createStatement(sql);
        // The clauses behind a plain SELECT are parsed as its own
        Optional<OrderBy> order = query.getOrderBy();
        Optional<Node> limit = query.getLimit();
        if (query.getQueryBody() instanceof QuerySpecification specification) {
            order = order.or(specification::getOrderBy);
            limit = limit.or(specification::getLimit);
        }
        return new QueryOrder(order.map(OrderBy::getSortItems).orElse(List.of()).stream().map(SortItem::getSortKey)
                .toList(), limit.map(QueryOrder::rows).orElse(OptionalLong.empty()));
    }

    private static OptionalLong rows(Node limit) {
        return limit instanceof Limit rows && rows.getRowCount() instanceof LongLiteral count
                ? OptionalLong.of(count.getParsedValue())
                : OptionalLong.empty();
    }

    /** Positions of the leading sort keys that are columns of the result. */
    int[] columns(List<String> labels) {
        List<Integer> columns = new ArrayList<>();
        for (Expression key : keys) {
            int column = switch (key) {
                case LongLiteral ordinal -> Math.toIntExact(ordinal.getParsedValue()) - 1;
                case Identifier name -> labels.indexOf(name.getValue());
                case DereferenceExpression name -> name.getField().map(field -> labels.indexOf(field.getValue()))
                        .orElse(-1);
                default -> -1;
            };
            if (column < 0) {
                break;
            }
            columns.add(column);
        }
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }
}
