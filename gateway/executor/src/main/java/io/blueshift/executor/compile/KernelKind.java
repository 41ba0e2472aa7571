package io.blueshift.executor.compile;

/** What generated code does with the values of its expression. */
enum KernelKind {
    /** Notes the rows where it is true. */
    CONDITION,
    /** Stores each. */
    PROJECTION
}
