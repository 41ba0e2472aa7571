package io.blueshift.store.catalog;

import java.util.Comparator;

/**
 * What tells a function from others.
 *
 * @param signature the engine's text for the types of its parameters: functions of one name differ in it
 */
public record FunctionName(String schema, String name, String signature) implements Comparable<FunctionName> {
    private static final Comparator<FunctionName> ORDER = Comparator.comparing(FunctionName::schema)
            .thenComparing(FunctionName::name).thenComparing(FunctionName::signature);

    @Override
    public int compareTo(FunctionName other) {
        return ORDER.compare(this, other);
    }
}
