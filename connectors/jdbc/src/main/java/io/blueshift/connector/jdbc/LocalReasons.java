package io.blueshift.connector.jdbc;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Why aggregates, orders and conditions over a scan stay with the engine. The engine asks whether they may move and takes no other
 * scan with the answer no, so the reasons are kept beside the scan, and shared by all its versions. They are for
 * people: two scans that differ in nothing else are equal. Safe for all threads.
 */
public final class LocalReasons {
    private final Set<String> reasons;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LocalReasons(List<String> reasons) {
        this.reasons = new CopyOnWriteArraySet<>(reasons);
    }

    @JsonValue
    public List<String> all() {
        return List.copyOf(reasons);
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
