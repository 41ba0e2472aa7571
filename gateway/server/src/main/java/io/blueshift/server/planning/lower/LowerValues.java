package io.blueshift.server.planning.lower;

import io.blueshift.executor.ir.Column;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.Expression;
import io.blueshift.executor.ir.Field;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.Project;
import io.blueshift.executor.ir.Union;
import io.blueshift.executor.ir.Values;
import io.trino.spi.block.SqlRow;
import io.trino.spi.type.RowType;
import io.trino.sql.ir.Row;
import io.trino.sql.planner.plan.ValuesNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static io.trino.spi.type.TypeUtils.readNativeValue;

/**
 * Rows that are spelt out. Trino has evaluated them as far as they are the same for every execution; if some are not, each
 * becomes a projection of its own.
 */
final class LowerValues {
    private LowerValues() {}

    static Lowered lower(ValuesNode values, FunctionLowering functions) {
        List<Column> columns = values.getOutputSymbols().stream()
                .map(symbol -> new Column(symbol.name(), symbol.type()))
                .toList();
        List<List<Expression>> rows = values.getRows()
                .map(all -> all.stream().map(row -> row(row, columns.size(), functions)).toList())
                .orElseGet(() -> Collections.nCopies(values.getRowCount(), List.of()));
        return new Lowered(node(columns, rows), values.getOutputSymbols());
    }

    private static PlanNode node(List<Column> columns, List<List<Expression>> rows) {
        List<List<Constant>> constants = rows.stream().map(row -> row.stream().filter(Constant.class::isInstance)
                .map(Constant.class::cast).toList()).toList();
        if (constants.equals(rows)) {
            return new Values(columns, constants);
        }
        Values one = new Values(List.of(), List.of(List.of()));
        List<String> names = columns.stream().map(Column::name).toList();
        return new Union(rows.stream().<PlanNode>map(row -> new Project(one, names, row)).toList(), columns);
    }

    private static List<Expression> row(io.trino.sql.ir.Expression row, int fields, FunctionLowering functions) {
        ExpressionLowering expressions = new ExpressionLowering(Map.of(), functions);
        return switch (row) {
            case Row list -> list.items().stream().map(expressions::lower).toList();
            case io.trino.sql.ir.Constant constant -> constants(constant);
            default -> {
                Expression whole = expressions.lower(row);
                yield IntStream.range(0, fields).<Expression>mapToObj(field -> new Field(whole, field)).toList();
            }
        };
    }

    private static List<Expression> constants(io.trino.sql.ir.Constant row) {
        List<Expression> fields = new ArrayList<>();
        for (RowType.Field field : ((RowType) row.type()).getFields()) {
            Optional<Object> value = row.value() == null
                    ? Optional.empty()
                    : Optional.ofNullable(value((SqlRow) row.value(), field, fields.size()));
            fields.add(new Constant(field.getType(), value));
        }
        return fields;
    }

    private static Object value(SqlRow row, RowType.Field field, int number) {
        return readNativeValue(field.getType(), row.getRawFieldBlock(number), row.getRawIndex());
    }
}
