package io.blueshift.pushdown;

import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class AggregationTranslatorTest {
    private static final Comparability ORDERED = new Comparability.Ordered();
    private static final Map<String, RemoteColumn> COLUMNS = Map.of("big",
            column("big", BigintType.BIGINT, "bigint", ORDERED), "small",
            column("small", BigintType.BIGINT, "narrow", ORDERED), "price",
            column("price", DecimalType.createDecimalType(12, 2), "numeric", ORDERED), "huge",
            column("huge", DecimalType.createDecimalType(20, 2), "numeric", ORDERED), "d",
            column("d", DoubleType.DOUBLE, "double", new Comparability.Floating(true)), "c",
            column("c", VarcharType.VARCHAR, "text", new Comparability.Text(TextSemantics.binary("C"))), "en",
            column("en", VarcharType.VARCHAR, "text", text("en", Exactness.EXACT, true)), "ci",
            column("ci", VarcharType.VARCHAR, "text", text("ci", Exactness.SUPERSET, false)), "padded",
            column("padded", CharType.createCharType(3), "char", new Comparability.Text(TextSemantics.binary("C"))));

    private final Dialect dialect = new AnsiDialect() {
        @Override
        public boolean narrowInteger(RemoteColumn column) {
            return column.remoteType().equals("narrow");
        }
    };
    private final AggregationTranslator translator = new AggregationTranslator(dialect);

    @Test
    void countsAreAskedForAsTheyAre() {
        assertAsked("count", Optional.empty(), BigintType.BIGINT, "count(*)");
        assertAsked("count", Optional.of("d"), BigintType.BIGINT, "count(\"d\")");
        assertStays("sqrt_of_it", "big", "not translated");
    }

    @Test
    void onlyExactNumbersAreSummed() {
        assertAsked("sum", Optional.of("big"), BigintType.BIGINT, "sum(\"big\")");
        assertAsked("sum", Optional.of("huge"), DecimalType.createDecimalType(38, 2), "sum(\"huge\")");
        assertStays("sum", "d", "depend on the order of addition");
    }

    @Test
    void averagesAreDividedByTheEngine() {
        assertAsked("avg", Optional.of("small"), DoubleType.DOUBLE, "sum(\"small\"), count(\"small\")");
        assertAsked("avg", Optional.of("price"), DecimalType.createDecimalType(12, 2),
                "sum(\"price\"), count(\"price\")");
        assertStays("avg", "big", "averages of 64-bit integers");
        assertStays("avg", "huge", "more than 38 digits");
    }

    @Test
    void extremesFollowTheOrderOfCodePoints() {
        assertAsked("min", Optional.of("c"), VarcharType.VARCHAR, "min(\"c\")");
        assertAsked("max", Optional.of("en"), VarcharType.VARCHAR, "max(BINARY(\"en\"))");
        assertStays("max", "ci", "does not order by code points");
        assertStays("max", "padded", "no max of char(3)");
        assertStays("min", "d", "no min of double");
    }

    @Test
    void keysAreTextsThatOnlyEqualThemselves() {
        assertThat(keys("c", "en", "padded").relation()).isPresent();
        assertThat(keys("ci").reasons())
                .containsExactly("GROUP BY ci: collation ci may hold different texts for equal");
        assertThat(keys("d").reasons()).hasSize(1);
    }

    private TranslatedAggregation keys(String... names) {
        return translate(List.of(), List.of(names).stream().map(COLUMNS::get).toList());
    }

    private void assertAsked(String function, Optional<String> column, Type type, String select) {
        TranslatedAggregation translated = translate(List.of(aggregate(function, column, type)), List.of());
        assertThat(translated.reasons()).isEmpty();
        assertThat(translated.results()).singleElement().satisfies(it -> assertThat(it.getType()).isEqualTo(type));
        RemoteAggregation groups = translated.relation().orElseThrow();
        assertThat(new SqlRenderer(dialect).render(RemoteQuery.scan(groups, groups.columns())).sql())
                .isEqualTo("SELECT " + select + " FROM \"s\".\"t\"");
    }

    private void assertStays(String function, String column, String reason) {
        TranslatedAggregation translated = translate(
                List.of(aggregate(function, Optional.of(column), BigintType.BIGINT)), List.of());
        assertThat(translated.relation()).isEmpty();
        assertThat(translated.reasons()).singleElement().asString().startsWith(function + "(" + column + "): ")
                .contains(reason);
    }

    private TranslatedAggregation translate(List<AggregateFunction> aggregates, List<RemoteColumn> keys) {
        RemoteQuery input = RemoteQuery.scan(RemoteTable.of("s", "t"), List.copyOf(COLUMNS.values()));
        return translator.translate(input, aggregates,
                argument -> Optional.of(COLUMNS.get(((Variable) argument).getName())), keys);
    }

    private static AggregateFunction aggregate(String function, Optional<String> column, Type type) {
        return new AggregateFunction(function, type,
                column.stream().map(name -> new Variable(name, COLUMNS.get(name).type()))
                        .map(io.trino.spi.expression.ConnectorExpression.class::cast).toList(),
                List.of(), false, Optional.empty());
    }

    private static Comparability text(String collation, Exactness equality, boolean binaryOnDemand) {
        return new Comparability.Text(
                new TextSemantics(collation, equality, TextSemantics.Order.LINGUISTIC, binaryOnDemand));
    }

    private static RemoteColumn column(String name, Type type, String remoteType, Comparability comparability) {
        return new RemoteColumn(name, type, remoteType, Optional.empty(), comparability);
    }
}
