package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;

/** Leaves the rows in which none of some arguments is NULL: {@code rows[from..to)}, and the group of each. For one thread. */
final class ValidRows {
    private final NotNull[] notNull;
    int[] rows;
    int[] groups;
    int from;
    int to;

    ValidRows(int arguments) {
        notNull = new NotNull[arguments];
        for (int i = 0; i < arguments; i++) {
            notNull[i] = new NotNull();
        }
    }

    /**
     * Where no argument has NULLs, the fields are the parameters.
     *
     * @param allGroups null if nobody asks for them
     */
    void select(Vector[] arguments, int[] allRows, int allFrom, int allTo, int[] allGroups) {
        rows = allRows;
        groups = allGroups;
        from = allFrom;
        to = allTo;
        for (int i = 0; i < notNull.length; i++) {
            if (!NotNull.is(arguments[i])) {
                notNull[i].select(arguments[i], rows, from, to, groups);
                rows = notNull[i].rows;
                groups = notNull[i].groups;
                from = 0;
                to = notNull[i].count;
            }
        }
    }
}
