package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Values;
import io.trino.sql.ir.Expression;
import io.trino.sql.ir.Row;
import io.trino.sql.planner.plan.ValuesNode;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Rows that are spelt out. Trino has evaluated them as far as they are the same for every execution. */
final class LowerValues {
    private LowerValues() {}

    static Lowered lower(ValuesNode values) {
        List<Column> columns = values.getOutputSymbols().stream()
                .map(symbol -> new Column(symbol.name(), symbol.type()))
                .toList();
        List<List<Constant>> rows = values.getRows().map(all -> all.stream().map(LowerValues::row).toList())
                .orElseGet(() -> Collections.nCopies(values.getRowCount(), List.of()));
        return new Lowered(new Values(columns, rows), values.getOutputSymbols());
    }

    private static List<Constant> row(Expression row) {
        if (!(row instanceof Row fields)) {
            throw new NotLowerableException("Values", "a row that is no list of fields");
        }
        return fields.items().stream().map(LowerValues::constant).toList();
    }

    private static Constant constant(Expression value) {
        if (value instanceof io.trino.sql.ir.Constant constant) {
            return new Constant(constant.type(), Optional.ofNullable(constant.value()));
        }
        throw new NotLowerableException("Values", "a value that is computed when the query runs");
    }
}
