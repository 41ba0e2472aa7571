package io.blueshift.connector.jdbc;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Why joins, aggregates, orders and conditions over a scan stay with the engine. The engine asks whether they may move and takes no other
 * scan with the answer no, so the reasons are kept beside the scan, and shared by all its versions. They are for
 * people: two scans that differ in nothing else are equal. Safe for all threads.
 */
public final class LocalReasons {
    /** How a reason begins that is about a join. */
    static final String JOIN = "join of ";

    private final Set<String> reasons;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LocalReasons(List<String> reasons) {
        this.reasons = new CopyOnWriteArraySet<>(reasons);
    }

    @JsonValue
    public List<String> all() {
        return List.copyOf(reasons);
    }

    /** What is still so after a scan has been joined: of a join that stayed at first, the reason is none any more. */
    List<String> besidesJoins() {
        return reasons.stream().filter(reason -> !reason.startsWith(JOIN)).toList();
    }

    void add(List<String> more) {
        reasons.addAll(more);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LocalReasons;
    }

    @Override
    public int hashCode() {
        return LocalReasons.class.hashCode();
    }
}
