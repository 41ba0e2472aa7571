package io.blueshift.executor.runtime.window;

import io.blueshift.executor.vector.Vector;

/** One function over windows. For one thread. */
public interface WindowEvaluator {
    /** The function's value in each row. */
    Vector evaluate(WindowRows rows);
}
