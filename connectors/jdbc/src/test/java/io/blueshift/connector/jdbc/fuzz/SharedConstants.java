package io.blueshift.connector.jdbc.fuzz;

import io.blueshift.connector.jdbc.fuzz.FuzzColumn.Kind;

import java.util.List;
import java.util.Map;

/** Constants that mean the same to the engine, PostgreSQL and MySQL. */
final class SharedConstants {
    private static final Map<Kind, List<String>> CONSTANTS = Map.of(
            Kind.INTEGER, List.of("0", "1", "2", "-3", "7", "100", "2147483647"),
            Kind.DECIMAL, List.of("0.00", "1.5", "-2.25", "10.0", "0.01"),
            Kind.TEXT, List.of("''", "'a'", "'A'", "'ab'", "'é'", "'ss'", "' '", "'%'", "'😀'", "'a '"),
            Kind.DATE, List.of("DATE '2020-02-29'", "DATE '1999-12-31'", "DATE '2000-01-01'"),
            Kind.TIMESTAMP, List.of("TIMESTAMP '2020-02-29 12:34:56.789'", "TIMESTAMP '1999-12-31 00:00:00.000'"),
            Kind.TIME, List.of("TIME '12:34:56.789'", "TIME '00:00:00'"));

    private SharedConstants() {}

    static boolean has(Kind kind) {
        return CONSTANTS.containsKey(kind);
    }

    /** Of a kind without constants, one that is not compared with it: a query of which there is nothing to learn. */
    static String of(Kind kind, Chance chance) {
        return has(kind) ? chance.pick(CONSTANTS.get(kind)) : "NULL";
    }
}
