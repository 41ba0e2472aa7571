package io.blueshift.connector.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Binds one value of an engine type to a statement. */
@FunctionalInterface
public interface ParameterWriter {
    /**
     * @param index of the parameter, from 1
     * @param value in the engine's representation, never null
     */
    void write(PreparedStatement statement, int index, Object value) throws SQLException;
}
