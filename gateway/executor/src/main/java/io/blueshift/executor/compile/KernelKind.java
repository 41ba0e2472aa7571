package io.blueshift.executor.compile;

/** What generated code does with the values of its expressions. */
enum KernelKind {
    /** Notes the rows where it is true. */
    CONDITION,
    /** Stores each. */
    PROJECTION,
    /** Adds them to the sums of the rows' groups. */
    SUMS,
    /** Adds them up. */
    TOTALS
}
