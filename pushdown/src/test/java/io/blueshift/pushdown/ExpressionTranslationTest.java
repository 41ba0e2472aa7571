package io.blueshift.pushdown;

import io.airlift.slice.Slices;
import io.blueshift.pushdown.ValueTranslator.TranslatedValue;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.FunctionName;
import io.trino.spi.expression.StandardFunctions;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.expression.StandardFunctions.ADD_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.CAST_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.DIVIDE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.MODULO_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.MULTIPLY_FUNCTION_NAME;
import static org.assertj.core.api.Assertions.assertThat;

/** Which expressions are exact, which are asked with rows in doubt, and which stay. */
class ExpressionTranslationTest {
    private static final DecimalType PRICE = DecimalType.createDecimalType(12, 2);
    private static final Map<String, RemoteColumn> COLUMNS = Map.of("a", column("a", BigintType.BIGINT, "bigint"), "i",
            column("i", IntegerType.INTEGER, "integer"), "p", column("p", PRICE, "numeric(12, 2)"), "w",
            column("w", DecimalType.createDecimalType(30, 2), "numeric(30, 2)"), "d",
            column("d", DoubleType.DOUBLE, "double precision"), "t",
            new RemoteColumn("t", VarcharType.VARCHAR, "text", Optional.empty(),
                    new Comparability.Text(new TextSemantics("en", Exactness.EXACT, TextSemantics.Order.LINGUISTIC,
                            true))));

    private final AnsiDialect dialect = new AnsiDialect();

    @Test
    void whatTypesProveToFitIsExact() {
        ConnectorExpression wide = new Call(BigintType.BIGINT, CAST_FUNCTION_NAME, List.of(variable("i")));
        assertExact(call(MULTIPLY_FUNCTION_NAME, BigintType.BIGINT, wide, big(3)),
                "(CAST(\"i\" AS bigint) * 3)");
        assertExact(call(MODULO_FUNCTION_NAME, BigintType.BIGINT, variable("a"), big(7)),
                "(\"a\" % 7)");
        assertExact(call(DIVIDE_FUNCTION_NAME, BigintType.BIGINT, variable("a"), big(-3)),
                "(\"a\" / -3)");
    }

    @Test
    void whatMayFailComesBack() {
        ConnectorExpression sum = call(ADD_FUNCTION_NAME, BigintType.BIGINT, variable("a"), big(1));
        assertAgain(equal(sum, big(5)), "(CAST(\"a\" AS numeric) + CAST(1 AS numeric)) = 5"
                + " OR (CAST(\"a\" AS numeric) + CAST(1 AS numeric)) < -9223372036854775808"
                + " OR (CAST(\"a\" AS numeric) + CAST(1 AS numeric)) > 9223372036854775807", "bigint may overflow");
        assertStays(sum, "a + 1: bigint may overflow");
        ConnectorExpression remainder = call(MODULO_FUNCTION_NAME, BigintType.BIGINT, big(5), variable("a"));
        assertAgain(equal(remainder, big(2)),
                "(5 % nullif(\"a\", 0)) = 2 OR \"a\" = 0",
                "a divisor may be zero");
        assertStays(call(DIVIDE_FUNCTION_NAME, BigintType.BIGINT, variable("a"), big(0)), "a division by zero");
        assertStays(call(DIVIDE_FUNCTION_NAME, BigintType.BIGINT, variable("a"), big(-1)),
                "a quotient that may overflow");
    }

    @Test
    void decimalsMoveWhereNothingIsRounded() {
        assertExact(call(MULTIPLY_FUNCTION_NAME, DecimalType.createDecimalType(24, 4), variable("p"), variable("p")),
                "(\"p\" * \"p\")");
        assertStays(
                call(MULTIPLY_FUNCTION_NAME, DecimalType.createDecimalType(38, 4), variable("w"), variable("w")),
                "more digits than decimal(38,4) has");
        assertStays(call(DIVIDE_FUNCTION_NAME, DecimalType.createDecimalType(16, 2), variable("p"), variable("p")),
                "rounded by other rules");
    }

    @Test
    void casesOfAsciiLettersAreTrusted() {
        ConnectorExpression lower = call(new FunctionName("lower"), VarcharType.VARCHAR, variable("t"));
        assertThat(condition(equal(lower, text("a"))))
                .isEqualTo("lower(plain(\"t\")) = 'a' OR octet_length(plain(\"t\")) <> char_length(plain(\"t\"))");
        assertStays(lower, "lower(t): letters beyond ASCII");
    }

    @Test
    void reasonsHaveNoInnerNames() {
        assertStays(call(new FunctionName("$operator$subscript"), BigintType.BIGINT, variable("a"), big(1)),
                "an expression of the engine's own(a, 1): an expression of the engine's own, which is not translated");
        assertStays(call(ADD_FUNCTION_NAME, DoubleType.DOUBLE, variable("d"), variable("d")),
                "d + d: + of floating point numbers");
    }

    @Test
    void choicesAreOfTheirParts() {
        ConnectorExpression positive = call(StandardFunctions.GREATER_THAN_OPERATOR_FUNCTION_NAME, BooleanType.BOOLEAN,
                variable("a"), big(0));
        ConnectorExpression seven = equal(variable("a"), big(-7));
        assertExact(choice(positive, variable("a"), choice(seven, big(1), big(2))),
                "CASE WHEN \"a\" > 0 THEN \"a\" WHEN \"a\" = -7 THEN 1 ELSE 2 END");
        Constant none = new Constant(null, BigintType.BIGINT);
        assertExact(choice(positive, variable("a"), none), "CASE WHEN \"a\" > 0 THEN \"a\" END");
        assertExact(choice(positive, none, big(1)),
                "CASE WHEN NOT (\"a\" > 0) OR (\"a\" > 0) IS NULL THEN 1 END");
        assertExact(choice(positive, text("x"), variable("t")),
                "CASE WHEN \"a\" > 0 THEN plain('x') ELSE plain(\"t\") END");
        assertStays(choice(positive, none, none), "CASE without values");
        assertStays(choice(positive, variable("d"), variable("d")), "CASE of floating point numbers");
        assertStays(choice(positive, variable("a"), call(DIVIDE_FUNCTION_NAME, BigintType.BIGINT, big(1), big(0))),
                "CASE WHEN a > 0 THEN a ELSE 1 / 0 END: a part that fails whatever the row is");
        ConnectorExpression sum = call(ADD_FUNCTION_NAME, BigintType.BIGINT, variable("a"), big(1));
        assertStays(choice(positive, sum, big(0)), "bigint may overflow");
        assertAgain(equal(choice(positive, sum, big(0)), big(5)),
                "CASE WHEN \"a\" > 0 THEN (CAST(\"a\" AS numeric) + CAST(1 AS numeric)) ELSE CAST(0 AS numeric) END = 5"
                        + " OR (CAST(\"a\" AS numeric) + CAST(1 AS numeric)) < -9223372036854775808"
                        + " OR (CAST(\"a\" AS numeric) + CAST(1 AS numeric)) > 9223372036854775807",
                "bigint may overflow");
    }

    private static ConnectorExpression choice(ConnectorExpression condition, ConnectorExpression value,
            ConnectorExpression otherwise) {
        return call(new FunctionName(ChoiceTranslator.FUNCTION), value.getType(), condition, value, otherwise);
    }

    @Test
    void computedColumnsAreWrittenWhereTheyStand() {
        RemoteColumn month = value(call(MODULO_FUNCTION_NAME, BigintType.BIGINT, variable("a"), big(7)))
                .column().orElseThrow();
        RemoteQuery scan = RemoteQuery.scan(RemoteTable.of("s", "t"), List.of(month));
        SqlText read = new SqlRenderer(dialect).render(scan.withFilter(new RemotePredicate.Comparison(
                new RemoteExpression.ColumnReference(COLUMNS.get("a")), RemotePredicate.Operator.EQUAL,
                RemoteExpression.Literal.of(BigintType.BIGINT, 3L, "bigint"))));
        assertThat(read.sql()).isEqualTo("SELECT (\"a\" % ?) FROM \"s\".\"t\" WHERE \"a\" = ?");
        assertThat(read.parameters()).map(literal -> literal.value().getValue()).containsExactly(7L, 3L);
        RemoteAggregation groups = new AggregationTranslator(dialect)
                .translate(scan, List.of(), _ -> Optional.empty(), List.of(month)).relation().orElseThrow();
        assertThat(new SqlRenderer(dialect).render(RemoteQuery.scan(groups, groups.columns())).sql())
                .isEqualTo("SELECT (\"a\" % ?) FROM \"s\".\"t\" GROUP BY 1");
    }

    private void assertExact(ConnectorExpression expression, String sql) {
        assertThat(condition(equal(expression, expression))).isEqualTo(sql + " = " + sql);
        RemoteColumn column = value(expression).column().orElseThrow();
        assertThat(new SqlRenderer(dialect).render(RemoteQuery.scan(RemoteTable.of("s", "t"), List.of(column)))
                .display()).isEqualTo("SELECT " + sql + " FROM \"s\".\"t\"");
    }

    private void assertAgain(ConnectorExpression condition, String sql, String reason) {
        TranslatedCondition translated = new ConditionTranslator(dialect, this::column).translate(condition);
        assertThat(condition(condition)).isEqualTo(sql);
        assertThat(translated.remaining()).isEqualTo(condition);
        assertThat(translated.reasons()).singleElement().asString().endsWith(": checked again, " + reason);
    }

    private void assertStays(ConnectorExpression expression, String reason) {
        assertThat(value(expression).column()).isEmpty();
        assertThat(value(expression).reason()).contains(reason);
    }

    private TranslatedValue value(ConnectorExpression expression) {
        return new ValueTranslator(dialect, this::column).translate(expression);
    }

    private String condition(ConnectorExpression condition) {
        RemotePredicate predicate = new ConditionTranslator(dialect, this::column).translate(condition).predicate();
        String query = new SqlRenderer(dialect)
                .render(RemoteQuery.scan(RemoteTable.of("s", "t"), List.of()).withFilter(predicate)).display();
        return query.substring(query.indexOf("WHERE ") + "WHERE ".length());
    }

    private RemoteColumn column(Variable variable) {
        return COLUMNS.get(variable.getName());
    }

    private static ConnectorExpression equal(ConnectorExpression left, ConnectorExpression right) {
        return call(StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME, BooleanType.BOOLEAN, left, right);
    }

    private static ConnectorExpression call(FunctionName name, Type type, ConnectorExpression... arguments) {
        return new Call(type, name, List.of(arguments));
    }

    private static Constant big(long value) {
        return new Constant(value, BigintType.BIGINT);
    }

    private static Constant text(String value) {
        return new Constant(Slices.utf8Slice(value), VarcharType.VARCHAR);
    }

    private static Variable variable(String name) {
        return new Variable(name, COLUMNS.get(name).type());
    }

    private static RemoteColumn column(String name, Type type, String remoteType) {
        return new RemoteColumn(name, type, remoteType, Optional.empty(), new Comparability.Ordered());
    }
}
