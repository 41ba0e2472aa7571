package io.blueshift.server.planning.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Connects an EXPLAIN with the planning step that works for it on the same thread: takes to it what the step says of parts
 * that stay with Trino's operators, and to the step whether it is wanted. Outside of an EXPLAIN nothing is kept.
 */
public final class ExplainScope {
    private static final ScopedValue<List<String>> REASONS = ScopedValue.newInstance();
    private static final ScopedValue<Boolean> TRINO_ONLY = ScopedValue.newInstance();
    private static final ScopedValue<Boolean> ANALYZED = ScopedValue.newInstance();

    private ExplainScope() {}

    /** A text and why parts of the plan that it is made of are not compiled. */
    record Explained(String text, List<String> notCompiled) {}

    /** Makes a text of a plan, and notes what {@link #tellNotCompiled} is told meanwhile. */
    static Explained collect(Supplier<String> explain) {
        List<String> reasons = new ArrayList<>();
        String text = ScopedValue.where(REASONS, reasons).call(explain::get);
        return new Explained(text, reasons.stream().distinct().toList());
    }

    /** Makes something of a plan as it would be without the executor. */
    static <T> T ofTrino(Supplier<T> explain) {
        return ScopedValue.where(TRINO_ONLY, true).call(explain::get);
    }

    /** Makes a plan that will be shown when it has run. */
    public static <T> T analyzed(Supplier<T> compile) {
        return ScopedValue.where(ANALYZED, true).call(compile::get);
    }

    /** Whether a plan is made that has to be Trino's own. */
    public static boolean isOfTrino() {
        return TRINO_ONLY.isBound();
    }

    /** Whether a plan is made to be shown. */
    public static boolean isExplaining() {
        return REASONS.isBound() || TRINO_ONLY.isBound() || ANALYZED.isBound();
    }

    /** @param reason kind of node or expression, and why it cannot be lowered */
    public static void tellNotCompiled(String reason) {
        if (REASONS.isBound()) {
            REASONS.get().add(reason);
        }
    }
}
