package io.blueshift.connector.jdbc.fuzz;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;

import java.util.List;
import java.util.stream.Stream;

/**
 * The columns that an expression may use.
 *
 * @param keys of which no two rows have the same values, NULL being one
 */
record Scope(List<Item> items, List<String> keys) {
    /**
     * A column under the name that a query gives it.
     *
     * @param column whose values it has
     */
    record Item(String name, FuzzColumn column) {
        /** @param own marks the name, for {@link FuzzQuery} to find */
        static Item of(String name, FuzzColumn column, boolean own) {
            return new Item(own ? FuzzQuery.marked(name, column) : name, column);
        }
    }

    List<String> of(Kind kind) {
        return items.stream().filter(item -> item.column().kind() == kind).map(Item::name).toList();
    }

    List<Item> of(List<Kind> kinds) {
        return items.stream().filter(item -> kinds.contains(item.column().kind())).toList();
    }

    Scope and(Scope other) {
        return new Scope(Stream.concat(items.stream(), other.items.stream()).toList(),
                Stream.concat(keys.stream(), other.keys.stream()).toList());
    }
}
