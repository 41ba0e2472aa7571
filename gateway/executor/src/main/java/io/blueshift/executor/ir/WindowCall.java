package io.blueshift.executor.ir;

import io.blueshift.executor.function.WindowedFunction;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * One function of a {@link Window}.
 *
 * @param arguments channels of the input
 * @param ignoreNulls whether a value function passes over NULLs
 * @param distinct whether rows of a frame with the same arguments count once
 * @param ordering in which order an aggregate takes a frame's rows; empty if in the window's
 */
public record WindowCall(WindowedFunction function, List<Integer> arguments, WindowFrame frame, boolean ignoreNulls,
        boolean distinct, List<Ordering> ordering) {
    public WindowCall {
        requireNonNull(function, "function is null");
        arguments = List.copyOf(arguments);
        requireNonNull(frame, "frame is null");
        ordering = List.copyOf(ordering);
        if (function.argumentTypes().size() != arguments.size()) {
            throw new IllegalArgumentException(function.name() + " takes " + function.argumentTypes().size()
                    + " arguments, not " + arguments.size());
        }
    }
}
