package io.blueshift.connector.postgresql.text;

import io.trino.spi.block.BlockBuilder;
import org.postgresql.jdbc.TimestampUtils;

import java.sql.SQLException;

/** Reads a value from the text that the server has for it. */
@FunctionalInterface
public interface TextReader {
    /**
     * @param times the driver's, of the connection that the text came from
     * @throws io.trino.spi.TrinoException if the engine's type has no room for the value
     */
    void read(String text, TimestampUtils times, BlockBuilder output) throws SQLException;
}
