package io.blueshift.server.planning.fuzz;

/**
 * A column that an expression may name.
 *
 * @param exact whether floating-point sums of it are the same in any order
 */
record Column(String name, SqlType type, boolean exact) {
    /** The same column of a relation with that name. */
    Column of(String relation) {
        return new Column(relation + "." + name, type, exact);
    }
}
