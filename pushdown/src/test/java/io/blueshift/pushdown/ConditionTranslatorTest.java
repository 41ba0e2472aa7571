package io.blueshift.pushdown;

import io.airlift.slice.Slices;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.FunctionName;
import io.trino.spi.expression.StandardFunctions;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionTranslatorTest {
    private static final Map<String, RemoteColumn> COLUMNS = Map.of("a",
            column("a", BigintType.BIGINT, new Comparability.Ordered()), "i",
            column("i", IntegerType.INTEGER, new Comparability.Ordered()), "d",
            column("d", DoubleType.DOUBLE, new Comparability.Floating(true)), "c",
            column("c", VarcharType.VARCHAR, new Comparability.Text(TextSemantics.binary("C"))), "en",
            column("en", VarcharType.VARCHAR, new Comparability.Text(
                    new TextSemantics("en", Exactness.EXACT, TextSemantics.Order.LINGUISTIC, true))),
            "flag", column("flag", BooleanType.BOOLEAN, new Comparability.Ordered()));

    private final AnsiDialect dialect = new AnsiDialect();
    private final ConditionTranslator translator = new ConditionTranslator(dialect,
            variable -> COLUMNS.get(variable.getName()));

    @Test
    void disjunctionsOfColumns() {
        assertAsked(or(equal(variable("a"), big(1)), equal(variable("c"), text("x"))), "\"a\" = 1 OR \"c\" = 'x'");
        assertAsked(not(or(variable("flag"), isNull("d"))), "NOT (\"flag\" = true OR \"d\" IS NULL)");
        assertAsked(not(isNull("d")), "\"d\" IS NOT NULL");
    }

    @Test
    void constantsMayStandOnTheLeft() {
        assertAsked(compare(StandardFunctions.LESS_THAN_OPERATOR_FUNCTION_NAME, big(5), variable("a")), "\"a\" > 5");
    }

    @Test
    void columnsAreComparedAcrossWidths() {
        ConnectorExpression cast = new Call(BigintType.BIGINT, StandardFunctions.CAST_FUNCTION_NAME,
                List.of(variable("i")));
        assertAsked(equal(cast, variable("a")), "\"i\" = \"a\"");
        ConnectorExpression narrowing = new Call(IntegerType.INTEGER, StandardFunctions.CAST_FUNCTION_NAME,
                List.of(variable("a")));
        assertAgain(equal(narrowing, variable("i")),
                "\"a\" = \"i\" OR \"a\" < -2147483648 OR \"a\" > 2147483647", "integer may overflow");
    }

    @Test
    void textOfDifferentCollationsIsComparedInBinary() {
        assertAsked(equal(variable("c"), variable("en")), "BINARY(\"c\") = BINARY(\"en\")");
        assertAsked(equal(variable("en"), variable("en")), "\"en\" = \"en\"");
        assertAsked(compare(StandardFunctions.LESS_THAN_OPERATOR_FUNCTION_NAME, variable("en"), variable("en")),
                "BINARY(\"en\") < BINARY(\"en\")");
    }

    @Test
    void patternsThatTheEngineRefusesStay() {
        assertAsked(like(text("a!%%"), text("!")), "BINARY(\"c\") LIKE 'a!%%' ESCAPE '!'");
        assertAsked(like(text("a%")), "BINARY(\"c\") LIKE 'a%' ESCAPE ''");
        assertStays(like(text("a!b"), text("!")), "escape character before an ordinary one");
        assertStays(like(text("a!"), text("!")), "escape character before an ordinary one");
    }

    @Test
    void floatingPointStays() {
        assertStays(or(equal(variable("d"), new Constant(1.0, DoubleType.DOUBLE)), isNull("a")), "floating point");
    }

    @Test
    void conjunctsAreDivided() {
        ConnectorExpression taken = or(variable("flag"), isNull("a"));
        ConnectorExpression left = equal(variable("d"), variable("d"));
        TranslatedCondition condition = translator
                .translate(new Call(BooleanType.BOOLEAN, StandardFunctions.AND_FUNCTION_NAME, List.of(taken, left)));
        assertThat(condition.remaining()).isEqualTo(left);
        assertThat(shown(condition)).isEqualTo("\"flag\" = true OR \"a\" IS NULL");
        assertThat(translator.translate(Constant.TRUE).predicate()).isEqualTo(RemotePredicate.TRUE);
    }

    private void assertAsked(ConnectorExpression condition, String sql) {
        TranslatedCondition translated = translator.translate(condition);
        assertThat(translated.remaining()).isEqualTo(Constant.TRUE);
        assertThat(translated.reasons()).isEmpty();
        assertThat(shown(translated)).isEqualTo(sql);
    }

    private void assertAgain(ConnectorExpression condition, String sql, String reason) {
        TranslatedCondition translated = translator.translate(condition);
        assertThat(shown(translated)).isEqualTo(sql);
        assertThat(translated.remaining()).isEqualTo(condition);
        assertThat(translated.reasons()).singleElement().asString().contains(reason);
    }

    private String shown(TranslatedCondition condition) {
        String query = new SqlRenderer(dialect).render(
                RemoteQuery.scan(RemoteTable.of("s", "t"), List.of()).withFilter(condition.predicate())).display();
        return query.substring(query.indexOf("WHERE ") + "WHERE ".length());
    }

    private void assertStays(ConnectorExpression condition, String reason) {
        TranslatedCondition translated = translator.translate(condition);
        assertThat(translated.predicate()).isEqualTo(RemotePredicate.TRUE);
        assertThat(translated.remaining()).isEqualTo(condition);
        assertThat(translated.reasons()).singleElement().asString().contains(reason);
    }

    private static ConnectorExpression equal(ConnectorExpression left, ConnectorExpression right) {
        return compare(StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME, left, right);
    }

    private static ConnectorExpression compare(FunctionName operator, ConnectorExpression left,
            ConnectorExpression right) {
        return new Call(BooleanType.BOOLEAN, operator, List.of(left, right));
    }

    private static ConnectorExpression or(ConnectorExpression left, ConnectorExpression right) {
        return new Call(BooleanType.BOOLEAN, StandardFunctions.OR_FUNCTION_NAME, List.of(left, right));
    }

    private static ConnectorExpression not(ConnectorExpression term) {
        return new Call(BooleanType.BOOLEAN, StandardFunctions.NOT_FUNCTION_NAME, List.of(term));
    }

    private static ConnectorExpression isNull(String name) {
        return new Call(BooleanType.BOOLEAN, StandardFunctions.IS_NULL_FUNCTION_NAME, List.of(variable(name)));
    }

    private static ConnectorExpression like(Constant... pattern) {
        List<ConnectorExpression> arguments = new java.util.ArrayList<>(List.of(variable("c")));
        arguments.addAll(List.of(pattern));
        return new Call(BooleanType.BOOLEAN, StandardFunctions.LIKE_FUNCTION_NAME, arguments);
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

    private static RemoteColumn column(String name, Type type, Comparability comparability) {
        return new RemoteColumn(name, type, "x", Optional.empty(), comparability);
    }
}
