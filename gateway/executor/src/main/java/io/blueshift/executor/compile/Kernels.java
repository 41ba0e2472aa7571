package io.blueshift.executor.compile;

import io.blueshift.executor.ir.Input;
import io.blueshift.executor.report.CodeCounts;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.LongForm;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.Type;

import java.util.List;

/**
 * One thread's code for an expression, or several that are added up, in the variants that were needed so far.
 */
final class Kernels {
    private final Shape shape;
    private final KernelKind kind;
    private final CodeCache cache;
    private final CodeCounts counts;
    private final ConnectorSession session;
    private final Column[] columns;
    private final Object[] constants;
    private final Kernel[] kernels = new Kernel[Variant.COUNT];
    private final boolean[] nullable = new boolean[Variant.COUNT];
    private final boolean suitsEntries;
    private int current;

    Kernels(Shape shape, KernelKind kind, CodeCache cache, CodeCounts counts, ConnectorSession session) {
        this.shape = shape;
        this.kind = kind;
        this.cache = cache;
        this.counts = counts;
        this.session = session;
        this.columns = shape.inputs().stream().map(input -> new Column(input.type())).toArray(Column[]::new);
        this.constants = shape.constants().toArray();
        this.suitsEntries = shape.expressions().size() == 1 && columns.length == 1
                && !LongForm.exists(shape.inputs().getFirst().type())
                && Expressions.isDeterministic(shape.expression());
    }

    Type type() {
        return shape.expression().type();
    }

    List<Input> inputs() {
        return shape.inputs();
    }

    /** Whether the expression can be evaluated over the entries of a dictionary: it reads one column, and nothing else. */
    boolean suitsEntries() {
        return suitsEntries;
    }

    /** The only column. */
    Column column() {
        return columns[0];
    }

    /** Reads the columns of the batch. */
    void load(Batch batch) {
        load(batch, 0);
    }

    /** Reads the columns of the batch, of which the expressions' first is that one. */
    void load(Batch batch, int firstChannel) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].load(batch.vector(firstChannel + shape.inputs().get(i).channel()));
        }
    }

    /**
     * The code for what was loaded.
     *
     * @param dense for the first rows, not for some that are listed
     */
    Kernel kernel(boolean dense) {
        boolean nulls = false;
        for (Column column : columns) {
            nulls |= column.mayHaveNull();
        }
        return kernel(new Variant(dense, nulls));
    }

    /** Whether values of the code that was asked for last can be NULL. */
    boolean isNullable() {
        return nullable[current];
    }

    /** Lets go of the columns. */
    void clear() {
        for (Column column : columns) {
            column.clear();
        }
    }

    private Kernel kernel(Variant variant) {
        current = variant.index();
        if (kernels[current] == null) {
            KernelCode code = cache.get(shape.expressions(), kind, variant, counts);
            Kernel kernel = code.newKernel();
            kernel.columns = columns;
            kernel.constants = constants;
            kernel.session = session;
            kernels[current] = kernel;
            nullable[current] = code.nullable();
        }
        return kernels[current];
    }
}
