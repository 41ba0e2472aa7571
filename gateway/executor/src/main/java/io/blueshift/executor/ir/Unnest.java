package io.blueshift.executor.ir;

import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A row for each element of the arrays and maps in a row, as many as the longest has; shorter ones are filled with NULLs.
 *
 * @param replicated channels of the input that each of these rows repeats: the first columns
 * @param collections channels with arrays or maps, whose elements follow
 * @param names of the elements' columns: one for an array, one for each field of an array of rows, two for a map
 * @param ordinality name of the last column, which numbers a row's elements from one
 * @param keepsEmpty whether a row without elements comes once, with NULLs
 */
public record Unnest(PlanNode input, List<Integer> replicated, List<Integer> collections, List<List<String>> names,
        Optional<String> ordinality, boolean keepsEmpty) implements PlanNode {
    public Unnest {
        requireNonNull(input, "input is null");
        replicated = List.copyOf(replicated);
        collections = List.copyOf(collections);
        names = names.stream().map(List::copyOf).toList();
        requireNonNull(ordinality, "ordinality is null");
        for (int i = 0; i < collections.size(); i++) {
            int columns = elementTypes(input.columns().get(collections.get(i)).type()).size();
            if (columns != names.get(i).size()) {
                throw new IllegalArgumentException(names.get(i) + " for " + columns + " columns");
            }
        }
    }

    /** The columns that the elements of a collection make. */
    public static List<Type> elementTypes(Type collection) {
        return switch (collection) {
            case ArrayType array when array.getElementType() instanceof RowType row -> row.getFieldTypes();
            case ArrayType array -> List.of(array.getElementType());
            case MapType map -> List.of(map.getKeyType(), map.getValueType());
            default -> throw new IllegalArgumentException("No elements in " + collection);
        };
    }

    @Override
    public List<Column> columns() {
        List<Column> inputs = input.columns();
        List<Column> columns = new ArrayList<>(replicated.stream().map(inputs::get).toList());
        for (int i = 0; i < collections.size(); i++) {
            List<Type> types = elementTypes(inputs.get(collections.get(i)).type());
            for (int column = 0; column < types.size(); column++) {
                columns.add(new Column(names.get(i).get(column), types.get(column)));
            }
        }
        ordinality.ifPresent(name -> columns.add(new Column(name, BigintType.BIGINT)));
        return List.copyOf(columns);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }
}
