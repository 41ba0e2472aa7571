package io.blueshift.executor.run;

import io.blueshift.executor.aggregate.AggregateSink;
import io.blueshift.executor.compile.ExpressionCompiler;
import io.blueshift.executor.function.AggregateFunction;
import io.blueshift.executor.function.AggregateStates;
import io.blueshift.executor.function.WindowedFunction;
import io.blueshift.executor.ir.Aggregate;
import io.blueshift.executor.ir.AggregateCall;
import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Limit;
import io.blueshift.executor.ir.Ordering;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Values;
import io.blueshift.executor.ir.WindowCall;
import io.blueshift.executor.ir.WindowFrame;
import io.blueshift.executor.ir.WindowFrame.Bound;
import io.blueshift.executor.ir.WindowFrame.Unit;
import io.blueshift.executor.pipeline.Sink;
import io.blueshift.executor.runtime.join.BuildShape;
import io.blueshift.executor.runtime.join.JoinBuild;
import io.blueshift.executor.runtime.join.JoinKeys;
import io.blueshift.executor.runtime.window.WindowEvaluator;
import io.blueshift.executor.runtime.window.WindowEvaluators;
import io.blueshift.executor.runtime.window.WindowRows;
import io.blueshift.executor.runtime.window.WindowShape;
import io.blueshift.executor.sort.SortSink;
import io.blueshift.executor.spill.MemoryBudget;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.blueshift.executor.window.WindowSink;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.function.WindowFunction;
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

    private static final PlanNode INPUT = new Values(List.of(new Column("c", BIGINT)), List.of());
    private static final Count COUNT = new Count();

    private final Random random = new Random(1);

    /** What counts is written by hand and needs none of the engine's states. */
    private record Count() implements WindowedFunction, AggregateFunction {
        @Override
        public String name() {
            return "count";
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
        public Optional<AggregateFunction> aggregate() {
            return Optional.of(this);
        }

        @Override
        public boolean decomposable() {
            return true;
        }

        @Override
        public AggregateStates open() {
            throw new UnsupportedOperationException();
        }

        @Override
        public WindowFunction open(boolean ignoreNulls) {
            throw new UnsupportedOperationException();
        }
    }

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
    void mergingThreadsGroups() {
        AggregateSink groups = groups();
        for (Sink.Collector collector : List.of(groups.open(), groups.open())) {
            collector.accept(rows());
            collector.finish();
        }
        int tasks = groups.mergeTasks();
        assertThat(tasks).isPositive();
        stops(() -> {
            for (int task = 0; task < tasks; task++) {
                groups.merge(task);
            }
        });
    }

    @Test
    void framesOfOnePartition() {
        WindowShape shape = new WindowSink(INPUT, List.of(), List.of(new Ordering(0, SortOrder.ASC_NULLS_LAST)),
                Spilling.never()).shape();
        WindowRows partition = WindowRows.of(shape, List.of(rows()));
        for (int preceding : new int[]{-1, 0}) {
            Bound start = preceding < 0 ? new Bound.Unbounded() : new Bound.Offset(false, 0, Optional.empty());
            WindowFrame frame = new WindowFrame(Unit.ROWS, start, new Bound.CurrentRow());
            WindowEvaluator evaluator = WindowEvaluators
                    .create(new WindowCall(COUNT, List.of(), frame, false, false, List.of()), shape);
            stops(() -> evaluator.evaluate(partition));
        }
    }

    @Test
    void batchesThatAStepSwallows() {
        PlanNode some = new Values(INPUT.columns(), List.of(List.of(new Constant(BIGINT, Optional.of(1L)))));
        ConnectorPageSource worker = new PlanRun(new Limit(some, 1), null, new RunOptions(0), (_, _) -> {
            throw new AssertionError("no table to scan");
        }, new ExpressionCompiler()).open();
        stops(() -> {
            while (!worker.isFinished()) {
                worker.getNextSourcePage();
            }
        });
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
        return new SortSink(INPUT, List.of(new Ordering(0, SortOrder.ASC_NULLS_LAST)), Long.MAX_VALUE,
                Spilling.never());
    }

    private static AggregateSink groups() {
        AggregateCall count = new AggregateCall(COUNT, List.of(), false, Optional.empty(), List.of());
        return new AggregateSink(new Aggregate(INPUT, List.of(0), List.of("n"), List.of(count), Optional.empty()));
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
