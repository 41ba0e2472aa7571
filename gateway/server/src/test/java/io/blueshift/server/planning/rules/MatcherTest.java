package io.blueshift.server.planning.rules;

import io.trino.matching.Capture;
import io.trino.matching.Captures;
import io.trino.matching.Match;
import io.trino.matching.Pattern;
import io.trino.sql.planner.iterative.Lookup;
import io.trino.sql.planner.plan.FilterNode;
import io.trino.sql.planner.plan.LimitNode;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.PlanNodeId;
import io.trino.sql.planner.plan.ValuesNode;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.trino.matching.Capture.newCapture;
import static io.trino.matching.Pattern.typeOf;
import static io.trino.sql.ir.Booleans.TRUE;
import static io.trino.sql.planner.plan.Patterns.Limit.count;
import static io.trino.sql.planner.plan.Patterns.source;
import static org.assertj.core.api.Assertions.assertThat;

/** Trino's own matching is the oracle: same matches, same captures, same order. */
class MatcherTest {
    private static final PlanNode VALUES = new ValuesNode(new PlanNodeId("1"), 3);
    private static final PlanNode FILTER = new FilterNode(new PlanNodeId("2"), VALUES, TRUE);
    private static final PlanNode LIMIT = new LimitNode(new PlanNodeId("3"), FILTER, 5, false);

    @Test
    void theTypeOfANode() {
        assertThat(matches(typeOf(LimitNode.class), LIMIT)).hasSize(1);
        assertThat(matches(typeOf(LimitNode.class), FILTER)).isEmpty();
    }

    @Test
    void conditions() {
        assertThat(matches(typeOf(LimitNode.class).matching(limit -> limit.getCount() == 5), LIMIT)).hasSize(1);
        assertThat(matches(typeOf(LimitNode.class).matching(limit -> limit.getCount() > 5), LIMIT)).isEmpty();
        assertThat(matches(typeOf(LimitNode.class).with(count().equalTo(5L)), LIMIT)).hasSize(1);
        assertThat(matches(typeOf(LimitNode.class).with(count().equalTo(6L)), LIMIT)).isEmpty();
    }

    @Test
    void sourcesAndWhatIsCaptured() {
        Capture<FilterNode> filter = newCapture();
        Capture<ValuesNode> values = newCapture();
        Pattern<LimitNode> pattern = typeOf(LimitNode.class).with(source().matching(typeOf(FilterNode.class)
                .capturedAs(filter).with(source().matching(typeOf(ValuesNode.class).capturedAs(values)))));
        List<Captures> matches = matches(pattern, LIMIT);
        assertThat(matches).hasSize(1);
        assertThat(matches.getFirst().get(filter)).isSameAs(FILTER);
        assertThat(matches.getFirst().get(values)).isSameAs(VALUES);
        assertThat(matches(pattern, FILTER)).isEmpty();
        assertThat(matches(typeOf(ValuesNode.class).with(source().matching(typeOf(PlanNode.class))), VALUES))
                .as("a node without a source").isEmpty();
    }

    @Test
    void alternativesMatchOneAfterTheOther() {
        Capture<Long> count = newCapture();
        Pattern<LimitNode> pattern = typeOf(LimitNode.class).or(
                limit -> limit.with(count().capturedAs(count)),
                limit -> limit.with(count().equalTo(4L)),
                limit -> limit.matching(node -> node.getCount() == 5));
        assertThat(matches(pattern, LIMIT)).hasSize(2);
    }

    @Test
    void theFirstResultEndsTheSearch() {
        Pattern<LimitNode> twice = typeOf(LimitNode.class).or(limit -> limit, limit -> limit);
        List<Captures> seen = new ArrayList<>();
        assertThat(Matcher.of(twice).match(LIMIT, Captures.empty(), Lookup.noLookup(), captures -> {
            seen.add(captures);
            return Optional.of(VALUES);
        })).contains(VALUES);
        assertThat(seen).hasSize(1);
    }

    /** All matches, which are Trino's. */
    private static List<Captures> matches(Pattern<?> pattern, PlanNode node) {
        List<Captures> found = new ArrayList<>();
        Matcher.of(pattern).match(node, Captures.empty(), Lookup.noLookup(), captures -> {
            found.add(captures);
            return Optional.empty();
        });
        assertThat(found).isEqualTo(pattern.match(node, Lookup.noLookup()).map(Match::captures).toList());
        return found;
    }
}
