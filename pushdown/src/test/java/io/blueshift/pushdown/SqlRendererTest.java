package io.blueshift.pushdown;

import io.airlift.slice.Slices;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.InList;
import io.blueshift.pushdown.RemotePredicate.NullTest;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SqlRendererTest {
    private static final RemoteTable TABLE = RemoteTable.of("Sales", "odd \"name\"");
    private static final RemoteColumn A = column("a", BigintType.BIGINT, "bigint");
    private static final RemoteColumn B = column("B", VarcharType.VARCHAR, "text");

    private final SqlRenderer renderer = new SqlRenderer(new AnsiDialect());

    @Test
    void quotesEveryName() {
        assertThat(renderer.render(RemoteQuery.scan(TABLE, List.of(A, B))).sql())
                .isEqualTo("SELECT \"a\", \"B\" FROM \"Sales\".\"odd \"\"name\"\"\"");
    }

    @Test
    void rowsWithoutColumnsCanBeCounted() {
        assertThat(renderer.render(RemoteQuery.scan(new RemoteTable(Optional.empty(), "t"), List.of())).sql())
                .isEqualTo("SELECT 1 FROM \"t\"");
    }

    @Test
    void castsWhatTheEngineHasNoTypeFor() {
        RemoteColumn inet = new RemoteColumn("ip", VarcharType.VARCHAR, "inet", Optional.of("text"),
                new Comparability.Ordered());
        RemoteQuery query = RemoteQuery.scan(TABLE, List.of(inet)).withFilter(equal(inet, Slices.utf8Slice("::1")));
        assertThat(renderer.render(query).sql()).contains("SELECT CAST(\"ip\" AS text) FROM")
                .endsWith("WHERE CAST(\"ip\" AS text) = ?");
    }

    /** A source may call what it computes by the name of a function, and look for that first. */
    @Test
    void anOrderMeansTheColumnNotWhatIsComputed() {
        RemoteColumn computed = new RemoteColumn("abs(a)", BigintType.BIGINT, "bigint", Optional.empty(),
                new Comparability.Ordered(),
                Optional.of(new RemoteExpression.Function(RemoteFunction.ABS, List.of(new ColumnReference(A)))));
        RemoteColumn abs = column("abs", BigintType.BIGINT, "bigint");
        assertThat(renderer.render(RemoteQuery.scan(TABLE, List.of(A, computed))
                .withTopRows(List.of(new SortKey(new ColumnReference(abs), true, true)), 2)).sql())
                .startsWith("SELECT \"a\", abs(\"a\") AS \"_1\" FROM").contains("ORDER BY \"abs\"");
    }

    @Test
    void ofLongListsPeopleSeeTheBeginning() {
        List<Literal> numbers = LongStream.range(0, 5_000).mapToObj(i -> Literal.of(BigintType.BIGINT, i, "bigint"))
                .toList();
        SqlText text = renderer.render(RemoteQuery.scan(TABLE, List.of(A))
                .withFilter(new InList(new ColumnReference(A), numbers, false)));
        assertThat(text.parameters()).isEqualTo(numbers);
        assertThat(text.display()).endsWith("WHERE \"a\" IN (0, 1, 2, ... 4997 more)");
    }

    @Test
    void constantsAreParameters() {
        RemoteColumn price = column("p", DecimalType.createDecimalType(5, 2), "numeric");
        SqlText text = renderer.render(RemoteQuery.scan(TABLE, List.of(A))
                .withFilter(RemotePredicate.and(List.of(equal(B, Slices.utf8Slice("it's")), equal(price, 12_345L)))));
        assertThat(text.sql()).endsWith("WHERE \"B\" = ? AND \"p\" = CAST(? AS numeric)");
        assertThat(text.parameters()).extracting(literal -> literal.value().getValue())
                .containsExactly(Slices.utf8Slice("it's"), 12_345L);
        assertThat(text.display()).endsWith("WHERE \"B\" = 'it''s' AND \"p\" = 123.45");
    }

    @Test
    void nestsDisjunctionsInParentheses() {
        RemotePredicate either = RemotePredicate
                .or(List.of(equal(A, 1L), new NullTest(new ColumnReference(A), false),
                        new InList(new ColumnReference(B),
                                List.of(literal(B, Slices.utf8Slice("x")), literal(B, Slices.utf8Slice("y"))), true)));
        RemotePredicate both = RemotePredicate.and(List.of(either, new NullTest(new ColumnReference(B), true)));
        assertThat(renderer.render(RemoteQuery.scan(TABLE, List.of(A)).withFilter(both)).display())
                .endsWith("WHERE (\"a\" = 1 OR \"a\" IS NULL OR \"B\" NOT IN ('x', 'y')) AND \"B\" IS NOT NULL");
    }

    @Test
    void theSmallerLimitHolds() {
        RemoteQuery query = RemoteQuery.scan(TABLE, List.of(A)).withLimit(5).withLimit(9);
        assertThat(renderer.render(query).sql()).endsWith(" LIMIT 5");
        assertThatThrownBy(() -> query.withFilter(equal(A, 1L))).hasMessageContaining("below a limit");
    }

    @Test
    void groupsAreOneStatementWhileNothingIsAskedOfThem() {
        RemoteAggregation groups = groups();
        RemoteQuery query = RemoteQuery.scan(groups, groups.columns());
        assertThat(renderer.render(query).sql()).isEqualTo(
                "SELECT \"B\", count(DISTINCT \"a\") FROM \"Sales\".\"odd \"\"name\"\"\" WHERE \"a\" = ? GROUP BY \"B\"");
        assertThat(renderer.render(query.withSelect(List.of()).withLimit(2)).display())
                .startsWith("SELECT 1 FROM").endsWith("WHERE \"a\" = 1 GROUP BY \"B\" LIMIT 2");
    }

    @Test
    void filtersAndOrdersOfGroupsAreAskedOfASubquery() {
        RemoteAggregation groups = groups();
        RemoteColumn count = groups.columns().getLast();
        RemoteQuery query = RemoteQuery.scan(groups, List.of(count)).withFilter(equal(count, 5L))
                .withTopRows(List.of(new SortKey(new ColumnReference(count), false, true)), 3);
        SqlText text = renderer.render(query);
        assertThat(text.display()).isEqualTo("SELECT \"_count\" FROM (SELECT \"B\" AS \"B\", count(DISTINCT \"a\") AS"
                + " \"_count\" FROM \"Sales\".\"odd \"\"name\"\"\" WHERE \"a\" = 1 GROUP BY \"B\") AS \"_groups\""
                + " WHERE \"_count\" = 5 ORDER BY \"_count\" DESC NULLS FIRST LIMIT 3");
        assertThat(text.parameters()).extracting(literal -> literal.value().getValue()).containsExactly(1L, 5L);
    }

    @Test
    void oneGroupOfAllRowsIsOneRowAlsoWithoutColumns() {
        RemoteAggregation all = new RemoteAggregation(RemoteQuery.scan(TABLE, List.of()), List.of(),
                List.of(groups().outputs().getLast()));
        assertThat(renderer.render(RemoteQuery.scan(all, List.of())).sql())
                .startsWith("SELECT 1 FROM (SELECT count(DISTINCT \"a\") AS \"_count\" FROM ");
    }

    @Test
    void anOrderMeansTheTablesColumn() {
        RemoteColumn wide = new RemoteColumn("a", BigintType.BIGINT, "integer", Optional.of("bigint"),
                new Comparability.Ordered());
        RemoteQuery query = RemoteQuery.scan(TABLE, List.of(A, wide))
                .withTopRows(List.of(new SortKey(new ColumnReference(A), true, false)), 1);
        assertThat(renderer.render(query).sql()).startsWith("SELECT \"a\", CAST(\"a\" AS bigint) AS \"_1\" FROM")
                .endsWith(" ORDER BY \"a\" NULLS LAST LIMIT 1");
    }

    @Test
    void conditionsKeepTheirShape() {
        RemotePredicate like = new RemotePredicate.Like(new RemoteExpression.BinaryText(new ColumnReference(B)),
                literal(B, Slices.utf8Slice("%!_")), Optional.of(literal(B, Slices.utf8Slice("!"))));
        RemotePredicate same = new Comparison(new ColumnReference(A), Operator.IDENTICAL, new ColumnReference(A));
        RemotePredicate both = RemotePredicate
                .and(List.of(new RemotePredicate.Not(RemotePredicate.or(List.of(like, same))), equal(A, 1L)));
        assertThat(renderer.render(RemoteQuery.scan(TABLE, List.of(A)).withFilter(both)).display())
                .endsWith("WHERE NOT (BINARY(\"B\") LIKE '%!_' ESCAPE '!' OR \"a\" IS NOT DISTINCT FROM \"a\")"
                        + " AND \"a\" = 1");
    }

    private static RemoteAggregation groups() {
        RemoteExpression count = new RemoteExpression.Aggregate(RemoteExpression.AggregateName.COUNT, true,
                Optional.of(new ColumnReference(A)));
        return new RemoteAggregation(RemoteQuery.scan(TABLE, List.of(A, B)).withFilter(equal(A, 1L)),
                List.of(new ColumnReference(B)), List.of(new RemoteOutput(B, new ColumnReference(B)),
                        new RemoteOutput(column("_count", BigintType.BIGINT, "bigint"), count)));
    }

    @Test
    void constantPredicatesFold() {
        assertThat(RemotePredicate.and(List.of(RemotePredicate.TRUE, RemotePredicate.TRUE)))
                .isEqualTo(RemotePredicate.TRUE);
        assertThat(RemotePredicate.and(List.of(equal(A, 1L), RemotePredicate.FALSE))).isEqualTo(RemotePredicate.FALSE);
        assertThat(RemotePredicate.or(List.of(RemotePredicate.FALSE, equal(A, 1L)))).isEqualTo(equal(A, 1L));
        assertThat(renderer.render(RemoteQuery.scan(TABLE, List.of(A)).withFilter(RemotePredicate.FALSE)).sql())
                .endsWith("WHERE 1 = 0");
    }

    @Test
    void literalsReadAsSql() {
        assertThat(shown(DateType.DATE, -1L)).isEqualTo("DATE '1969-12-31'");
        assertThat(shown(RealType.REAL, (long) Float.floatToIntBits(0.1f))).isEqualTo("0.1");
        assertThat(shown(VarbinaryType.VARBINARY, Slices.wrappedBuffer((byte) 10, (byte) -1))).isEqualTo("X'0AFF'");
        assertThat(shown(TimestampType.createTimestampType(6), -1L))
                .isEqualTo("TIMESTAMP '1969-12-31T23:59:59.999999'");
    }

    private String shown(Type type, Object value) {
        String text = renderer
                .render(RemoteQuery.scan(TABLE, List.of()).withFilter(equal(column("c", type, "x"), value))).display();
        return text.substring(text.indexOf("= ") + 2);
    }

    private static RemotePredicate equal(RemoteColumn column, Object value) {
        return new Comparison(new ColumnReference(column), Operator.EQUAL, literal(column, value));
    }

    private static Literal literal(RemoteColumn column, Object value) {
        return Literal.of(column.type(), value, column.comparedAs());
    }

    private static RemoteColumn column(String name, Type type, String remoteType) {
        return new RemoteColumn(name, type, remoteType, Optional.empty(), new Comparability.Ordered());
    }
}
