package io.blueshift.server.planning.fuzz;

import java.util.List;

/**
 * A query without or with an ORDER BY over all of its columns.
 *
 * @param columns its columns, named {@code x0}, {@code x1}, ...
 * @param rows about how many rows it has at most
 */
record Query(Piece piece, List<Column> columns, boolean ordered, long rows) {}
