package io.blueshift.connector.jdbc.fuzz;

/** What stands behind FROM, and what may be said of its rows. */
record Relation(String from, Scope scope) {}
