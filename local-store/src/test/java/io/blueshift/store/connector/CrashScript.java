package io.blueshift.store.connector;

import java.util.Map;
import java.util.TreeMap;

/**
 * An endless list of statements, each known by its number, and what the tables hold after so many of them. Twenty
 * statements per table; two tables exist at a time. A row is a key and how often it was updated.
 */
final class CrashScript {
    static final int STEPS_PER_TABLE = 20;

    /** What a step does to its table. */
    enum Kind {
        CREATE, INSERT, DELETE, UPDATE, TRUNCATE, COMPACT, EXPIRE, REPLACE, DROP_PREVIOUS
    }

    private CrashScript() {}

    static String table(long step) {
        return "t" + step / STEPS_PER_TABLE;
    }

    static String previousTable(long step) {
        return "t" + (step / STEPS_PER_TABLE - 1);
    }

    static Kind kind(long step) {
        return switch ((int) (step % STEPS_PER_TABLE)) {
            case 0 -> Kind.CREATE;
            case 3, 9, 15 -> Kind.DELETE;
            case 5, 13, 18 -> Kind.UPDATE;
            case 7, 14 -> Kind.COMPACT;
            case 10 -> step / STEPS_PER_TABLE % 2 == 0 ? Kind.TRUNCATE : Kind.REPLACE;
            case 8, 16 -> Kind.EXPIRE;
            case 19 -> Kind.DROP_PREVIOUS;
            default -> Kind.INSERT;
        };
    }

    static int insertedRows(long step) {
        return (int) (1 + step * 37 % 1500);
    }

    static long insertedKey(long step, int row) {
        return step * 10_000 + row;
    }

    /** Whether a DELETE or UPDATE is about a row. */
    static boolean touches(long step, long key) {
        return (key + step) % 7 == 0;
    }

    /** Key to number of updates, by table, after the first {@code steps} steps. */
    static Map<String, Map<Long, Long>> stateAfter(long steps) {
        Map<String, Map<Long, Long>> tables = new TreeMap<>();
        for (long step = Math.max(0, (steps / STEPS_PER_TABLE - 3) * STEPS_PER_TABLE); step < steps; step++) {
            apply(step, tables);
        }
        return tables;
    }

    private static void apply(long step, Map<String, Map<Long, Long>> tables) {
        Map<Long, Long> rows = tables.computeIfAbsent(table(step), _ -> new TreeMap<>());
        switch (kind(step)) {
            case CREATE, COMPACT, EXPIRE -> {
                // No rows change
            }
            case TRUNCATE, REPLACE -> rows.clear();
            case DELETE -> rows.keySet().removeIf(key -> touches(step, key));
            case UPDATE -> rows.replaceAll((key, updates) -> touches(step, key) ? updates + 1 : updates);
            case INSERT -> {
                for (int row = 0; row < insertedRows(step); row++) {
                    rows.put(insertedKey(step, row), 0L);
                }
            }
            case DROP_PREVIOUS -> tables.remove(previousTable(step));
        }
    }
}
