package io.blueshift.executor.ir;

import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

/**
 * One field of a row value, counted from zero; NULL if the row is.
 */
public record Field(Expression row, int field) implements Expression {
    public Field {
        if (!(row.type() instanceof RowType)) {
            throw new IllegalArgumentException("Not a row: " + row.type());
        }
    }

    @Override
    public Type type() {
        return ((RowType) row.type()).getFields().get(field).getType();
    }
}
