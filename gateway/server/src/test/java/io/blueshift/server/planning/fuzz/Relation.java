package io.blueshift.server.planning.fuzz;

import java.util.List;

/**
 * What stands in FROM.
 *
 * @param from its text, tables and joins
 * @param columns what may be selected from it
 * @param rows about how many rows it has at most
 */
record Relation(Piece from, List<Column> columns, long rows) {}
