package io.blueshift.pushdown;

import java.util.ArrayList;
import java.util.List;

/**
 * For which rows a source's value is not to be trusted: where the engine's computation fails, or has a result that the
 * source cannot be asked for. A condition is asked together with them, and all of its rows are checked again; where a
 * value itself is wanted, there must be none. One thread.
 */
final class Doubts {
    private final List<RemotePredicate> rows = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final boolean allowed;

    private Doubts(boolean allowed) {
        this.allowed = allowed;
    }

    /** For conditions, which can be checked again. */
    static Doubts checkedAgain() {
        return new Doubts(true);
    }

    /** For values, which cannot. */
    static Doubts none() {
        return new Doubts(false);
    }

    boolean allowed() {
        return allowed;
    }

    /**
     * @param rows true where the value is not to be trusted
     * @throws StaysException if nobody checks
     */
    void add(RemotePredicate rows, String reason) {
        if (!allowed) {
            throw new StaysException(reason);
        }
        if (!this.rows.contains(rows)) {
            this.rows.add(rows);
        }
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    List<RemotePredicate> rows() {
        return rows;
    }

    String reason() {
        return String.join(", ", reasons);
    }
}
