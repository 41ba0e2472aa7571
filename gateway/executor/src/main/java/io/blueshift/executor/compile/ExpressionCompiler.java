package io.blueshift.executor.compile;

import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.report.CodeCounts;
import io.blueshift.executor.runtime.aggregate.PartialSum;
import io.trino.spi.connector.ConnectorSession;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes expressions executable by generating bytecode. Generated classes are kept and shared by all expressions of the
 * same shape, whatever their literals and columns. Safe for all threads.
 */
public final class ExpressionCompiler {
    /** At some 10 KB of code and metadata each. */
    private static final int CLASSES_MAX = 10_000;

    private final CodeCache code;
    private final CodeCounts counts;

    public ExpressionCompiler() {
        this(new CodeCache(CLASSES_MAX, new KernelDump(Optional.empty())), new CodeCounts());
    }

    private ExpressionCompiler(CodeCache code, CodeCounts counts) {
        this.code = code;
        this.counts = counts;
    }

    /** The same compiler, with the same classes, for one run, whose share is counted. */
    public ExpressionCompiler counting(CodeCounts ofRun) {
        return new ExpressionCompiler(code, ofRun);
    }

    /**
     * A compiler that keeps nothing and writes what it generates to a directory: class files, and beside each the
     * pseudo-source. For debugging.
     */
    public static ExpressionCompiler dumpingTo(Path directory) {
        return new ExpressionCompiler(new CodeCache(0, new KernelDump(Optional.of(directory))), new CodeCounts());
    }

    /** Expressions for one thread; code is generated when rows come. */
    public RowExpressions compile(List<Expression> conjuncts, List<Expression> projections, ConnectorSession session) {
        return new CompiledExpressions(
                conjuncts.stream().map(conjunct -> new Condition(kernels(conjunct, KernelKind.CONDITION, session)))
                        .toList(),
                projections.stream().map(projection -> projection(projection, session)).toList());
    }

    /** Projections for one thread whose expressions are evaluated if their vectors are asked for values, and not otherwise. */
    public RowExpressions compileLate(List<Expression> projections, ConnectorSession session) {
        return new CompiledExpressions(List.of(),
                projections.stream().map(projection -> projection(projection, session).late()).toList());
    }

    /**
     * Sums of expressions of types that have a {@link PartialSum}, for one thread.
     *
     * @param firstChannel the channel of batches that the expressions' channel 0 is
     */
    public RowSums sums(List<Expression> expressions, int firstChannel, ConnectorSession session) {
        Shape shape = Shape.of(expressions, session);
        return new RowSums(SumLayout.of(expressions),
                new Kernels(shape, KernelKind.SUMS, code, counts, session),
                new Kernels(shape, KernelKind.TOTALS, code, counts, session), firstChannel);
    }

    private Projection projection(Expression expression, ConnectorSession session) {
        return Projection.of(expression, () -> kernels(expression, KernelKind.PROJECTION, session));
    }

    private Kernels kernels(Expression expression, KernelKind kind, ConnectorSession session) {
        return new Kernels(Shape.of(expression, session), kind, code, counts, session);
    }

    public CodeCacheStats stats() {
        return code.stats();
    }
}
