package io.blueshift.executor.share;

import io.blueshift.executor.function.ScalarFunction;
import io.blueshift.executor.ir.Call;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.DistinctLimit;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Filter;
import io.blueshift.executor.ir.Input;
import io.blueshift.executor.ir.IsNull;
import io.blueshift.executor.ir.Join;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.PlanText;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.ir.Scan;
import io.blueshift.executor.ir.ScanTarget;
import io.blueshift.executor.ir.Shared;
import io.blueshift.executor.ir.TopN;
import io.blueshift.executor.ir.Union;
import io.blueshift.executor.ir.Values;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.function.InvocationConvention;
import io.trino.spi.function.ScalarFunctionImplementation;
import io.trino.spi.type.Type;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static io.trino.spi.type.BigintType.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;

/** Which subtrees are found to be equal, which of them are shared, and that the plan keeps its columns. */
final class SharingTest {
    /** A table of which any columns can be read. */
    private record Table(String name, List<String> read) implements ScanTarget {
        @Override
        public String description() {
            return name;
        }

        @Override
        public Object rows() {
            return name;
        }

        @Override
        public Object column(int channel) {
            return read.get(channel);
        }

        @Override
        public Optional<ScanTarget> with(ScanTarget other, List<Integer> channels) {
            return Optional.of(new Table(name, Stream
                    .concat(read.stream(), channels.stream().map(((Table) other).read::get)).toList()));
        }
    }

    /** Of no arguments, and another value each time. */
    private record Random() implements ScalarFunction {
        @Override
        public String name() {
            return "random";
        }

        @Override
        public Type returnType() {
            return BIGINT;
        }

        @Override
        public List<Type> argumentTypes() {
            return List.of();
        }

        @Override
        public boolean nullableArgument(int argument) {
            return false;
        }

        @Override
        public boolean nullableResult() {
            return false;
        }

        @Override
        public boolean deterministic() {
            return false;
        }

        @Override
        public ScalarFunctionImplementation implementation(InvocationConvention convention) {
            throw new UnsupportedOperationException("is not called");
        }
    }

    private static Scan scan(String table, String... columns) {
        return new Scan(new Table(table, List.of(columns)),
                Stream.of(columns).map(column -> new Column(column, BIGINT)).toList());
    }

    private static DistinctLimit distinct(PlanNode input, Integer... keys) {
        return new DistinctLimit(input, List.of(keys), 10);
    }

    private static Input input(int channel) {
        return new Input(channel, "c" + channel, BIGINT);
    }

    private static Project project(PlanNode input, Expression... expressions) {
        return new Project(input, Stream.of(expressions).map(e -> "p" + List.of(expressions).indexOf(e)).toList(),
                List.of(expressions));
    }

    private static Filter notNull(PlanNode input, int channel) {
        return new Filter(input, List.of(new IsNull(input(channel))));
    }

    private static Join join(PlanNode left, PlanNode right, Integer... outputs) {
        return new Join(left, right, Join.Type.INNER, List.of(new Join.Key(0, 0)), Optional.empty(), List.of(outputs),
                false);
    }

    private static Join crossJoin(PlanNode left, PlanNode right) {
        return new Join(left, right, Join.Type.INNER, List.of(), Optional.empty(), List.of(0), false);
    }

    private static Values values() {
        return new Values(List.of(new Column("v", BIGINT)), List.of(List.of(new Constant(BIGINT, Optional.of(1L)))));
    }

    /** How many subtrees of the plan are shared; its columns are checked. */
    private static int shared(PlanNode plan) {
        return shared(plan, 1);
    }

    private static int shared(PlanNode plan, double rows) {
        PlanNode sharing = Sharing.of(plan, node -> node instanceof Scan ? 100 : rows);
        assertThat(sharing.columns()).isEqualTo(plan.columns());
        Set<PlanNode> found = Collections.newSetFromMap(new IdentityHashMap<>());
        List<PlanNode> occurrences = new ArrayList<>();
        collect(sharing, found, occurrences);
        assertThat(occurrences.size()).as(PlanText.of(sharing)).isGreaterThanOrEqualTo(2 * found.size());
        return found.size();
    }

    private static void collect(PlanNode node, Set<PlanNode> found, List<PlanNode> occurrences) {
        if (node instanceof Shared) {
            occurrences.add(node);
            if (!found.add(node)) {
                return;
            }
        }
        node.inputs().forEach(input -> collect(input, found, occurrences));
    }

    private static Union both(PlanNode one, PlanNode other) {
        return new Union(List.of(one, other), one.columns());
    }

    @Test
    void namesDoNotMatter() {
        Scan renamed = new Scan(new Table("t", List.of("a")), List.of(new Column("z", BIGINT)));
        assertThat(shared(both(distinct(scan("t", "a"), 0), distinct(renamed, 0)))).isEqualTo(1);
        assertThat(shared(both(distinct(scan("t", "a"), 0), distinct(scan("u", "a"), 0)))).isZero();
        assertThat(shared(both(distinct(scan("t", "a"), 0), distinct(scan("t", "b"), 0)))).isZero();
    }

    @Test
    void theOrderOfColumnsDoesNotMatter() {
        assertThat(shared(both(distinct(scan("t", "a", "b"), 0, 1), distinct(scan("t", "b", "a"), 0, 1))))
                .isEqualTo(1);
        PlanNode projected = project(scan("t", "c", "b", "a"), input(2), input(1), input(2));
        assertThat(shared(both(distinct(scan("t", "a", "b"), 0, 1), distinct(projected, 1, 0)))).isEqualTo(1);
        assertThat(shared(both(distinct(scan("t", "a", "b"), 0), distinct(scan("t", "a", "b"), 1)))).isZero();
    }

    @Test
    void conditionsMatter() {
        assertThat(shared(both(distinct(notNull(scan("t", "a", "b"), 1), 0),
                distinct(notNull(scan("t", "b", "a"), 0), 1)))).isEqualTo(1);
        assertThat(shared(both(distinct(notNull(scan("t", "a", "b"), 1), 0),
                distinct(notNull(scan("t", "a", "b"), 0), 0)))).isZero();
        assertThat(shared(both(distinct(notNull(scan("t", "a"), 0), 0), distinct(scan("t", "a"), 0)))).isZero();
    }

    @Test
    void whatIsAboveStaysWhereItIs() {
        assertThat(shared(both(notNull(distinct(scan("t", "a"), 0), 0), distinct(scan("t", "a"), 0)))).isEqualTo(1);
    }

    @Test
    void whatIsRandomIsSoEachTime() {
        Expression random = new Call(new Random(), List.of());
        Filter filter = new Filter(scan("t", "a"), List.of(new IsNull(random)));
        Filter again = new Filter(scan("t", "a"), List.of(new IsNull(random)));
        assertThat(shared(both(distinct(filter, 0), distinct(again, 0)))).isZero();
        assertThat(shared(both(distinct(project(scan("t", "a"), random), 0),
                distinct(project(scan("t", "a"), random), 0)))).isZero();
        // What is below is not, and is read by both
        assertThat(shared(both(project(distinct(scan("t", "a"), 0), random),
                project(distinct(scan("t", "a"), 0), random)))).isEqualTo(1);
    }

    @Test
    void scansAloneAreNotWorthIt() {
        assertThat(shared(both(notNull(scan("t", "a"), 0), notNull(scan("t", "a"), 0)))).isZero();
        assertThat(shared(both(distinct(values(), 0), distinct(values(), 0)))).isZero();
    }

    @Test
    void joinsAreWorthItIfTheyAreExpectedToBeSmall() {
        PlanNode twice = both(join(scan("t", "a"), scan("u", "a"), 0), join(scan("t", "a"), scan("u", "a"), 0));
        assertThat(shared(twice, 50)).isEqualTo(1);
        assertThat(shared(twice, 51)).isZero();
        assertThat(shared(twice, Double.NaN)).isZero();
        PlanNode flipped = both(join(scan("t", "a"), scan("u", "a"), 0), join(scan("u", "a"), scan("t", "a"), 0));
        assertThat(shared(flipped)).isZero();
    }

    @Test
    void ofAJoinWithItselfTheSidesAreToldApart() {
        PlanNode left = project(join(scan("t", "a", "b"), scan("t", "a", "b"), 0, 1, 3), input(1));
        PlanNode right = project(join(scan("t", "a", "b"), scan("t", "a", "b"), 0, 1, 3), input(2));
        PlanNode plan = Sharing.of(both(left, right), node -> node instanceof Scan ? 100 : 1);
        assertThat(plan.inputs())
                .allMatch(input -> input.inputs().getFirst() == plan.inputs().getFirst().inputs().getFirst());
        assertThat(plan.inputs()).extracting(input -> ((Project) input).expressions().getFirst())
                .extracting(value -> ((Input) value).channel()).containsExactly(1, 2);
    }

    @Test
    void whatNobodyHasAllColumnsOfIsWidened() {
        PlanNode one = project(first(notNull(join(scan("t", "a", "b"), scan("u", "a"), 1, 0), 1)), input(0));
        PlanNode other = project(first(notNull(join(scan("t", "a", "c"), scan("u", "a", "d"), 3, 0, 1), 1)), input(0),
                input(2));
        PlanNode plan = crossJoin(one, other);
        assertThat(shared(plan)).isEqualTo(1);
        assertThat(PlanText.of(Sharing.of(plan, node -> node instanceof Scan ? 100 : 1)).lines().map(String::strip)
                .filter(line -> line.startsWith("Scan")).distinct())
                .containsExactly("Scan t -> [a, b, c]", "Scan u -> [a, d]");
    }

    private static TopN first(PlanNode input) {
        return new TopN(input, List.of(new Ordering(1, SortOrder.ASC_NULLS_LAST)), 1);
    }

    @Test
    void partsOfWhatIsSharedAreSharedWithOthers() {
        PlanNode inner = distinct(scan("t", "a"), 0);
        PlanNode outer = distinct(join(distinct(scan("t", "a"), 0), distinct(scan("u", "a"), 0), 0), 0);
        PlanNode again = distinct(join(distinct(scan("t", "a"), 0), distinct(scan("u", "a"), 0), 0), 0);
        assertThat(shared(new Union(List.of(outer, again, inner), inner.columns()))).isEqualTo(2);
        assertThat(shared(new Union(List.of(inner, outer, again), inner.columns()))).isEqualTo(2);
    }

    @Test
    void aJoinThatWantsFewRowsKeepsItsPlaceApartUnlessAnotherWantsAll() {
        PlanNode wanted = scan("few", "a");
        PlanNode narrow = join(distinctOf("t"), wanted, 0);
        PlanNode narrowToo = join(distinctOf("t"), notNull(wanted, 0), 0);
        assertThat(shared(both(narrow, narrowToo))).isZero();
        assertThat(shared(new Union(List.of(narrow, distinctOf("t"), narrowToo), narrow.columns()))).isEqualTo(1);
    }

    /** Through which a join's keys get to the scan. */
    private static PlanNode distinctOf(String table) {
        return join(scan(table, "a"), scan("u", "a"), 0);
    }
}
