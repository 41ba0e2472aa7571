package io.blueshift.executor.run;

/**
 * Computes one expression for the row at hand. The value is in the type's native Java form, boxed; null is SQL's NULL.
 * Evaluators may keep state between rows: one set per thread.
 */
@FunctionalInterface
interface Evaluator {
    Object evaluate(Row row);
}
