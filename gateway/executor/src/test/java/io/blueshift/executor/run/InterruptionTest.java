package io.blueshift.executor.run;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.Values;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.blueshift.executor.runtime.join.JoinKeys;
import io.blueshift.executor.sort.SortSink;
import io.blueshift.executor.spill.MemoryBudget;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import static io.trino.spi.type.BigintType.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A call that takes long ends with an exception, not with a result, when its thread is interrupted; and stays interrupted. */
final class InterruptionTest {
    private static final int ROWS = 100_000;

    private final Random random = new Random(1);

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void sortingAThreadsRows() {
        Sink.Collector collector = sort().open();
        collector.accept(rows());
        stops(collector::finish);
    }

    @Test
    void mergingSortedRuns() {
        SortSink sort = sort();
        for (Sink.Collector collector : List.of(sort.open(), sort.open())) {
            collector.accept(rows());
            collector.finish();
        }
        assertThat(sort.mergeTasks()).isPositive();
        stops(() -> {
            for (int task = 0; task < 16; task++) {
                sort.merge(task);
            }
        });
    }

    @Test
    void fillingAJoinsTable() {
        List<Type> types = List.of(BIGINT);
        JoinBuild build = new JoinBuild(new BuildShape(JoinKeys.equal(types, new TypeOperators()), types, List.of(0),
                List.of(0), true, true));
        Sink.Collector collector = build.open();
        collector.accept(rows());
        collector.finish();
        int tasks = build.mergeTasks();
        for (int task = 0; task < tasks; task++) {
            int each = task;
            stops(() -> build.merge(each));
        }
    }

    @Test
    void whatAnExecutionHeldIsGivenBackAtItsEnd() {
        MemoryBudget query = new MemoryBudget(1 << 30, Long.MAX_VALUE, () -> Long.MAX_VALUE);
        try (Spilling other = new Spilling(query, null, null, "q")) {
            other.budget().share().add(70);
            Spilling abandoned = new Spilling(query, null, null, "q");
            abandoned.budget().share().set(1000);
            assertThat(query.used()).isEqualTo(1070);
            abandoned.close();
            assertThat(query.used()).isEqualTo(70);
        }
        assertThat(query.used()).isZero();
    }

    private static SortSink sort() {
        return new SortSink(new Values(List.of(new Column("c", BIGINT)), List.of()),
                List.of(new Ordering(0, SortOrder.ASC_NULLS_LAST)), Long.MAX_VALUE, Spilling.never());
    }

    private Batch rows() {
        long[] values = random.longs(ROWS).toArray();
        return Batch.of(ROWS, List.of(Vector.ofLongs(BIGINT, ROWS, values, Optional.empty())));
    }

    private static void stops(Runnable call) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(call::run).isInstanceOf(TrinoException.class).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
