package io.blueshift.connector.jdbc;

import io.trino.spi.block.BlockBuilder;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Moves one value from the current row of a result to the end of a block. */
@FunctionalInterface
public interface ColumnReader {
    /**
     * @param index of the column in the result, from 1
     * @throws io.trino.spi.TrinoException if the source holds a value that the engine's type has no room for
     */
    void read(ResultSet result, int index, BlockBuilder output) throws SQLException;
}
