package io.blueshift.server.planning.compiled;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.ConnectorTableHandle;

import java.util.Objects;

import static java.util.Objects.requireNonNull;

/**
 * The table whose rows are the result of an executor's plan. The plan itself does not travel: Trino serialises handles
 * when it hands a fragment to the task in the same process, and the task finds the plan again by its id.
 */
public final class CompiledTableHandle implements ConnectorTableHandle {
    private final CompiledPlan plan;

    public CompiledTableHandle(CompiledPlan plan) {
        this.plan = requireNonNull(plan, "plan is null");
    }

    @JsonCreator
    public static CompiledTableHandle fromId(@JsonProperty("id") String id) {
        return new CompiledTableHandle(CompiledPlan.withId(id));
    }

    @JsonProperty
    public String getId() {
        return plan.id();
    }

    @JsonIgnore
    public CompiledPlan plan() {
        return plan;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompiledTableHandle that && plan.id().equals(that.plan.id());
    }

    @Override
    public int hashCode() {
        return Objects.hash(plan.id());
    }

    /** Shown by EXPLAIN. */
    @Override
    public String toString() {
        return plan.toString();
    }
}
