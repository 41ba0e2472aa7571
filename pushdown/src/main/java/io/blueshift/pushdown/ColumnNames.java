package io.blueshift.pushdown;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Hands out names that are different in any case, for one select list. One thread. */
final class ColumnNames {
    private final Set<String> taken = new HashSet<>();

    /** The name itself if it is free. */
    String keep(String name) {
        return taken.add(name.toLowerCase(Locale.ENGLISH)) ? name : fresh("key");
    }

    /** The column's own name if it is free; what is computed has none. */
    String of(RemoteColumn column) {
        return column.computed().isPresent() ? fresh("value") : keep(column.name());
    }

    String fresh(String kind) {
        String name = "_" + kind;
        for (int i = 2; !taken.add(name); i++) {
            name = "_" + kind + i;
        }
        return name;
    }
}
