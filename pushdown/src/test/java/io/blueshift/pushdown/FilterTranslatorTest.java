package io.blueshift.pushdown;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.pushdown.Comparability.EqualityOnly;
import io.blueshift.pushdown.Comparability.Floating;
import io.blueshift.pushdown.Comparability.Incomparable;
import io.blueshift.pushdown.Comparability.Ordered;
import io.blueshift.pushdown.Comparability.Text;
import io.blueshift.pushdown.TextSemantics.Order;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

import static io.blueshift.pushdown.Exactness.EXACT;
import static io.blueshift.pushdown.Exactness.NONE;
import static io.blueshift.pushdown.Exactness.SUPERSET;
import static org.assertj.core.api.Assertions.assertThat;

class FilterTranslatorTest {
    private static final Type BIGINT = BigintType.BIGINT;
    private static final Type VARCHAR = VarcharType.VARCHAR;
    private static final Type DOUBLE = DoubleType.DOUBLE;
    private static final int VALUES_MAX = 4;

    private final Dialect dialect = new AnsiDialect();
    private final FilterTranslator translator = new FilterTranslator(dialect, VALUES_MAX);

    @Test
    void nullTestsAreExactForEveryType() {
        RemoteColumn column = column(VARCHAR, new Incomparable("no order"));
        assertTranslation(column, Domain.onlyNull(VARCHAR), EXACT, "\"c\" IS NULL");
        assertTranslation(column, Domain.notNull(VARCHAR), EXACT, "\"c\" IS NOT NULL");
        assertTranslation(column, Domain.all(VARCHAR), EXACT, "");
        assertTranslation(column, Domain.none(VARCHAR), EXACT, "1 = 0");
    }

    @Test
    void orderedValues() {
        RemoteColumn column = column(BIGINT, new Ordered());
        assertTranslation(column, Domain.singleValue(BIGINT, 1L), EXACT, "\"c\" = 1");
        assertTranslation(column, Domain.singleValue(BIGINT, 1L, true), EXACT, "\"c\" = 1 OR \"c\" IS NULL");
        assertTranslation(column, Domain.multipleValues(BIGINT, List.of(1L, 2L)), EXACT, "\"c\" IN (1, 2)");
        assertTranslation(column, range(Range.range(BIGINT, 1L, true, 5L, false)), EXACT, "\"c\" >= 1 AND \"c\" < 5");
        assertTranslation(column, range(Range.lessThanOrEqual(BIGINT, 5L), Range.equal(BIGINT, 9L)), EXACT,
                "\"c\" <= 5 OR \"c\" = 9");
    }

    @Test
    void complementsOfValuesAreLists() {
        RemoteColumn column = column(BIGINT, new EqualityOnly("no order"));
        Domain others = Domain.create(ValueSet.of(BIGINT, 3L, 4L).complement(), false);
        assertTranslation(column, others, EXACT, "\"c\" NOT IN (3, 4)");
        assertTranslation(column, Domain.create(ValueSet.of(BIGINT, 3L).complement(), true), EXACT,
                "\"c\" <> 3 OR \"c\" IS NULL");
        assertTranslation(column, range(Range.greaterThan(BIGINT, 1L)), NONE, "");
    }

    @Test
    void incomparableValuesStay() {
        RemoteColumn column = column(BIGINT, new Incomparable("the reason"));
        ColumnTranslation translation = translator.translate(column, Domain.singleValue(BIGINT, 1L, true));
        assertThat(translation).isEqualTo(ColumnTranslation.none("the reason"));
    }

    @Test
    void nanIsTakenOutOfRangesWhereItIsTheGreatestNumber() {
        RemoteColumn postgres = column(DOUBLE, new Floating(true));
        assertTranslation(postgres, range(Range.greaterThan(DOUBLE, 1.0)), EXACT, "\"c\" > 1.0 AND \"c\" < 'NaN'");
        assertTranslation(postgres, range(Range.lessThan(DOUBLE, 1.0)), EXACT, "\"c\" < 1.0");
        assertTranslation(postgres, Domain.singleValue(DOUBLE, -0.0), EXACT, "\"c\" = -0.0");
        assertTranslation(postgres, range(Range.lessThan(DOUBLE, 1.0), Range.greaterThan(DOUBLE, 1.0)), EXACT,
                "(\"c\" < 1.0 OR \"c\" > 1.0) AND \"c\" < 'NaN'");
        assertTranslation(column(DOUBLE, new Floating(false)), range(Range.greaterThan(DOUBLE, 1.0)), EXACT,
                "\"c\" > 1.0");
        assertTranslation(postgres, Domain.notNull(DOUBLE), EXACT, "\"c\" IS NOT NULL");
    }

    @Test
    void binaryTextComparesAsIs() {
        RemoteColumn column = column(VARCHAR, new Text(TextSemantics.binary("C")));
        assertTranslation(column, Domain.singleValue(VARCHAR, text("a")), EXACT, "\"c\" = 'a'");
        assertTranslation(column, range(Range.greaterThan(VARCHAR, text("a"))), EXACT, "\"c\" > 'a'");
    }

    @Test
    void deterministicLinguisticTextComparesRangesInBinary() {
        RemoteColumn column = column(VARCHAR, new Text(new TextSemantics("en_US", EXACT, Order.LINGUISTIC, true)));
        assertTranslation(column, Domain.singleValue(VARCHAR, text("a")), EXACT, "\"c\" = 'a'");
        assertTranslation(column, Domain.create(ValueSet.of(VARCHAR, text("a")).complement(), false), EXACT,
                "\"c\" <> 'a'");
        assertTranslation(column, range(Range.greaterThan(VARCHAR, text("a"))), EXACT, "BINARY(\"c\") > 'a'");
    }

    @Test
    void looseEqualityIsNarrowedInBinaryAndKeepsItsIndex() {
        RemoteColumn column = column(VARCHAR, new Text(new TextSemantics("ci", SUPERSET, Order.LINGUISTIC, true)));
        assertTranslation(column, Domain.singleValue(VARCHAR, text("a")), EXACT, "\"c\" = 'a' AND BINARY(\"c\") = 'a'");
        assertTranslation(column, Domain.create(ValueSet.of(VARCHAR, text("a")).complement(), false), EXACT,
                "BINARY(\"c\") <> 'a'");
    }

    @Test
    void looseEqualityAloneIsASuperset() {
        RemoteColumn column = column(VARCHAR, new Text(new TextSemantics("ci", SUPERSET, Order.LINGUISTIC, false)));
        assertTranslation(column, Domain.singleValue(VARCHAR, text("a")), SUPERSET, "\"c\" = 'a'");
        // What "ci" holds for equal to 'a' is more than 'a': its complement misses rows
        assertTranslation(column, Domain.create(ValueSet.of(VARCHAR, text("a")).complement(), false), NONE, "");
        assertTranslation(column, range(Range.greaterThan(VARCHAR, text("a"))), NONE, "");
    }

    @Test
    void paddedTextHasNoRanges() {
        Type type = CharType.createCharType(3);
        RemoteColumn column = column(type, new Text(TextSemantics.binary("C")));
        assertTranslation(column, Domain.singleValue(type, text("a")), EXACT, "\"c\" = 'a'");
        assertTranslation(column, range(Range.greaterThan(type, text("a"))), NONE, "");
        RemoteColumn loose = column(type, new Text(new TextSemantics("ci", SUPERSET, Order.LINGUISTIC, true)));
        assertTranslation(loose, Domain.singleValue(type, text("a")), SUPERSET, "\"c\" = 'a'");
    }

    @Test
    void longListsBecomeTheirRange() {
        RemoteColumn column = column(BIGINT, new Ordered());
        List<Long> values = LongStream.range(0, 2 * VALUES_MAX).map(i -> i * 10).boxed().toList();
        assertTranslation(column, Domain.multipleValues(BIGINT, values), SUPERSET, "\"c\" >= 0 AND \"c\" <= 70");
    }

    @Test
    void valuesThatTheSourceCannotExpressStay() {
        RemoteColumn column = new RemoteColumn("narrow", BIGINT, "x", Optional.empty(), new Ordered());
        assertThat(translator.translate(column, Domain.singleValue(BIGINT, 1L)).exactness()).isEqualTo(NONE);
    }

    @Test
    void dividesByColumn() {
        RemoteColumn exact = new RemoteColumn("a", BIGINT, "x", Optional.empty(), new Ordered());
        RemoteColumn loose = new RemoteColumn("b", VARCHAR, "x", Optional.empty(),
                new Text(new TextSemantics("ci", SUPERSET, Order.LINGUISTIC, false)));
        RemoteColumn opaque = new RemoteColumn("d", BIGINT, "x", Optional.empty(), new Incomparable("opaque"));
        TupleDomain<RemoteColumn> predicate = TupleDomain
                .withColumnDomains(Map.of(exact, Domain.singleValue(BIGINT, 1L), loose,
                        Domain.singleValue(VARCHAR, text("x")), opaque, Domain.singleValue(BIGINT, 2L)));
        TranslatedFilter<RemoteColumn> filter = translator.translate(predicate, Function.identity());
        assertThat(shown(filter.predicate())).isEqualTo("\"a\" = 1 AND \"b\" = 'x'");
        assertThat(filter.remaining().getDomains().orElseThrow()).containsOnlyKeys(loose, opaque);
        assertThat(filter.exact()).isFalse();
        assertThat(filter.reasons()).containsExactly("b: collation ci holds different texts for equal", "d: opaque");
    }

    private void assertTranslation(RemoteColumn column, Domain domain, Exactness exactness, String predicate) {
        ColumnTranslation translation = translator.translate(column, domain);
        assertThat(translation.exactness()).isEqualTo(exactness);
        assertThat(shown(translation.predicate())).isEqualTo(predicate);
        assertThat(translation.reason().isEmpty()).isEqualTo(exactness == EXACT);
    }

    private String shown(RemotePredicate predicate) {
        RemoteQuery query = RemoteQuery.scan(new RemoteTable(Optional.empty(), "t"), List.of()).withFilter(predicate);
        String sql = new SqlRenderer(dialect).render(query).display();
        return sql.contains(" WHERE ") ? sql.substring(sql.indexOf(" WHERE ") + " WHERE ".length()) : "";
    }

    private static RemoteColumn column(Type type, Comparability comparability) {
        return new RemoteColumn("c", type, "x", Optional.empty(), comparability);
    }

    private static Domain range(Range first, Range... rest) {
        return Domain.create(ValueSet.ofRanges(first, rest), false);
    }

    private static Slice text(String value) {
        return Slices.utf8Slice(value);
    }
}
