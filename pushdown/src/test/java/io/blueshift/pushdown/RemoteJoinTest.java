package io.blueshift.pushdown;

import io.blueshift.pushdown.JoinTranslator.Side;
import io.blueshift.pushdown.RemoteExpression.ColumnReference;
import io.blueshift.pushdown.RemoteExpression.Literal;
import io.blueshift.pushdown.RemoteJoin.Kind;
import io.blueshift.pushdown.RemotePredicate.Comparison;
import io.blueshift.pushdown.RemotePredicate.Operator;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.StandardFunctions;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** How joins are translated and written. */
class RemoteJoinTest {
    private static final RemoteColumn ID = column("id");
    private static final RemoteColumn KEY = column("k");
    private static final RemoteQuery A = table("a");
    private static final RemoteQuery B = table("b");
    private static final RemoteQuery C = table("c");

    private final JoinTranslator translator = new JoinTranslator(new AnsiDialect() {
        @Override
        public boolean narrowInteger(RemoteColumn column) {
            return column.remoteType().equals("integer");
        }
    });
    private final SqlRenderer renderer = new SqlRenderer(new AnsiDialect());

    @Test
    void columnsKeepApartThatHaveOneName() {
        TranslatedJoin join = join(Kind.INNER, A, B);
        assertThat(join.leftColumns().get(ID).name()).isEqualTo("id");
        assertThat(join.rightColumns().get(ID).name()).isNotEqualTo("id");
        assertThat(sql(query(join))).isEqualTo("SELECT \"t1\".\"id\", \"t1\".\"k\", \"t2\".\"id\", \"t2\".\"k\""
                + " FROM \"a\" AS \"t1\" JOIN \"b\" AS \"t2\" ON \"t1\".\"k\" = \"t2\".\"k\"");
    }

    @Test
    void filtersStandWhereTheyMeanTheSame() {
        RemoteQuery a = A.withFilter(isGreater(ID, 1));
        RemoteQuery b = B.withFilter(isGreater(ID, 2));
        assertThat(from(join(Kind.INNER, a, b))).isEqualTo("\"a\" AS \"t1\" JOIN \"b\" AS \"t2\""
                + " ON \"t1\".\"k\" = \"t2\".\"k\" WHERE \"t1\".\"id\" > 1 AND \"t2\".\"id\" > 2");
        assertThat(from(join(Kind.LEFT, a, b))).isEqualTo("\"a\" AS \"t1\" LEFT JOIN \"b\" AS \"t2\""
                + " ON \"t1\".\"k\" = \"t2\".\"k\" AND \"t2\".\"id\" > 2 WHERE \"t1\".\"id\" > 1");
        assertThat(from(join(Kind.RIGHT, a, b))).isEqualTo("\"a\" AS \"t1\" RIGHT JOIN \"b\" AS \"t2\""
                + " ON \"t1\".\"k\" = \"t2\".\"k\" AND \"t1\".\"id\" > 1 WHERE \"t2\".\"id\" > 2");
        assertThat(from(join(Kind.FULL, a, B))).isEqualTo("(SELECT \"id\" AS \"id\", \"k\" AS \"k\" FROM \"a\""
                + " WHERE \"id\" > 1) AS \"t1\" FULL JOIN \"b\" AS \"t2\" ON \"t1\".\"k\" = \"t2\".\"k\"");
    }

    @Test
    void joinsOfJoinsAreOneClause() {
        RemoteQuery left = query(join(Kind.LEFT, A, B.withFilter(isGreater(ID, 2))));
        assertThat(from(join(Kind.INNER, left, C))).isEqualTo("\"a\" AS \"t1\" LEFT JOIN \"b\" AS \"t2\""
                + " ON \"t1\".\"k\" = \"t2\".\"k\" AND \"t2\".\"id\" > 2 JOIN \"c\" AS \"t3\" ON \"t1\".\"k\" = \"t3\".\"k\"");
        RemoteQuery right = query(join(Kind.INNER, B.withFilter(isGreater(ID, 2)), C));
        assertThat(from(join(Kind.LEFT, A, right))).isEqualTo("\"a\" AS \"t1\" LEFT JOIN (\"b\" AS \"t2\""
                + " JOIN \"c\" AS \"t3\" ON \"t2\".\"k\" = \"t3\".\"k\") ON \"t1\".\"k\" = \"t2\".\"k\" AND \"t2\".\"id\" > 2");
    }

    @Test
    void firstRowsAreJoinedAfterTheyWereChosen() {
        RemoteQuery first = A.withTopRows(List.of(new SortKey(new ColumnReference(ID), true, false)), 3);
        assertThat(from(join(Kind.INNER, first, B))).isEqualTo("(SELECT \"id\" AS \"_column\", \"k\" AS \"_column2\""
                + " FROM \"a\" ORDER BY \"id\" NULLS LAST LIMIT 3) AS \"t1\" JOIN \"b\" AS \"t2\" ON \"t1\".\"_column2\" = \"t2\".\"k\"");
    }

    @Test
    void parametersComeInTheOrderOfTheirMarkers() {
        RemoteQuery joined = query(join(Kind.LEFT, A.withFilter(isGreater(ID, 1)), B.withFilter(isGreater(ID, 2))));
        RemoteQuery all = query(join(Kind.FULL, joined, C.withFilter(isGreater(ID, 3))));
        SqlText text = renderer.render(all.withFilter(isGreater(all.select().getFirst(), 4)));
        assertThat(text.parameters()).extracting(literal -> literal.value().getValue())
                .containsExactly(2L, 1L, 3L, 4L);
        assertThat(text.display()).containsSubsequence("> 2", "> 1", "> 3", "> 4");
    }

    @Test
    void indexesServeWidenedKeys() {
        RemoteColumn wide = new RemoteColumn("k", BigintType.BIGINT, "integer", Optional.of("bigint"),
                new Comparability.Ordered());
        TranslatedJoin join = translator.translate(Kind.INNER, side(A, "l", KEY),
                new Side(B.withSelect(List.of(wide)), List.of(wide), Map.of("r", wide)), equal("l", "r"));
        assertThat(from(join)).endsWith("ON \"t1\".\"k\" = \"t2\".\"k\"");
        assertThat(sql(query(join))).contains("CAST(\"t2\".\"k\" AS bigint)");
    }

    @Test
    void onlyColumnsOfShortIntegersAreComparedAsStored() {
        RemoteColumn computed = new RemoteColumn("_sum", BigintType.BIGINT, "bigint", Optional.of("bigint"),
                new Comparability.Ordered());
        TranslatedJoin join = translator.translate(Kind.INNER, side(A, "l", KEY),
                new Side(B.withSelect(List.of(computed)), List.of(computed), Map.of("r", computed)), equal("l", "r"));
        assertThat(from(join)).endsWith("ON \"t1\".\"k\" = CAST(\"t2\".\"_sum\" AS bigint)");
    }

    @Test
    void aJoinStaysWithWhatIsNotExact() {
        RemoteColumn number = new RemoteColumn("d", DoubleType.DOUBLE, "double", Optional.empty(),
                new Comparability.Floating(true));
        TranslatedJoin floating = translator.translate(Kind.INNER, side(A, "l", number), side(B, "r", number),
                new Call(BooleanType.BOOLEAN, StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME,
                        List.of(new Variable("l", DoubleType.DOUBLE), new Variable("r", DoubleType.DOUBLE))));
        assertThat(floating.relation()).isEmpty();
        assertThat(floating.reasons()).containsExactly("d: floating point numbers in this form");
        JoinTranslator without = new JoinTranslator(new AnsiDialect() {
            @Override
            public boolean hasFullJoin() {
                return false;
            }
        });
        assertThat(without.translate(Kind.FULL, side(A, "l", KEY), side(B, "r", KEY), equal("l", "r")).reasons())
                .containsExactly("the source has no FULL JOIN");
    }

    @Test
    void keysGoThroughJoins() {
        UniqueKeys keys = new UniqueKeys(table -> table.name().equals("b") ? List.of() : List.of(Set.of("k")));
        RemoteJoin join = join(Kind.INNER, A, B).relation().orElseThrow();
        assertThat(keys.leftIsUnique(join)).isTrue();
        assertThat(keys.rightIsUnique(join)).isFalse();
        // Of b there may be any number per key, so there may be of a
        RemoteJoin multiplied = join(Kind.INNER, query(join(Kind.INNER, A, B)), C).relation().orElseThrow();
        assertThat(keys.leftIsUnique(multiplied)).isFalse();
        assertThat(keys.rightIsUnique(multiplied)).isTrue();
        RemoteJoin single = join(Kind.INNER, query(join(Kind.LEFT, A, C)), B).relation().orElseThrow();
        assertThat(keys.leftIsUnique(single)).isTrue();
    }

    private TranslatedJoin join(Kind kind, RemoteQuery left, RemoteQuery right) {
        return translator.translate(kind, side(left, "l", left.select().get(1)),
                side(right, "r", right.select().get(1)),
                equal("l", "r"));
    }

    private static Side side(RemoteQuery query, String variable, RemoteColumn key) {
        RemoteQuery selected = query.select().contains(key) ? query : query.withSelect(List.of(key));
        return new Side(selected, selected.select(), Map.of(variable, key));
    }

    private static RemoteQuery query(TranslatedJoin join) {
        RemoteJoin relation = join.relation().orElseThrow();
        return RemoteQuery.scan(relation, relation.columns().stream().filter(column -> join.leftColumns()
                .containsValue(column) || join.rightColumns().containsValue(column)).toList());
    }

    private String from(TranslatedJoin join) {
        String display = renderer.render(query(join)).display();
        return display.substring(display.indexOf(" FROM ", display.indexOf("SELECT")) + " FROM ".length());
    }

    private String sql(RemoteQuery query) {
        return renderer.render(query).sql();
    }

    private static ConnectorExpression equal(String left, String right) {
        return new Call(BooleanType.BOOLEAN, StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME,
                List.of(new Variable(left, BigintType.BIGINT), new Variable(right, BigintType.BIGINT)));
    }

    private static RemotePredicate isGreater(RemoteColumn column, long value) {
        Type type = column.type();
        return new Comparison(new ColumnReference(column), Operator.GREATER, Literal.of(type, value, "bigint"));
    }

    private static RemoteQuery table(String name) {
        return RemoteQuery.scan(new RemoteTable(Optional.empty(), name), List.of(ID, KEY));
    }

    private static RemoteColumn column(String name) {
        return new RemoteColumn(name, BigintType.BIGINT, "bigint", Optional.empty(), new Comparability.Ordered());
    }
}
