/** Random tables in a source and random queries over them, with and without pushdown. */
package io.blueshift.connector.jdbc.fuzz;
