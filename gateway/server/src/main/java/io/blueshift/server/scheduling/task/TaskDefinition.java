package io.blueshift.server.scheduling.task;

import io.airlift.units.DataSize;
import io.opentelemetry.api.trace.Span;
import io.trino.Session;
import io.trino.execution.TaskId;
import io.trino.execution.TaskInfo;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.sql.planner.PlanFragment;
import io.trino.sql.planner.plan.PlanNodeId;

import java.util.Map;
import java.util.Optional;

/**
 * What is fixed about a task from its beginning.
 *
 * @param summarize whether the information about operators is to be left out of what is kept of the task
 */
record TaskDefinition(Session session, Span stageSpan, TaskId id, String nodeId, PlanFragment fragment,
        Map<PlanNodeId, ConnectorTableCredentials> credentials, Optional<DataSize> estimatedMemory, boolean summarize) {
    TaskDefinition {
        credentials = Map.copyOf(credentials);
    }

    /** The part of what the task tells of itself that is to be kept. */
    TaskInfo kept(TaskInfo info) {
        TaskInfo brief = summarize ? info.summarize() : info;
        return estimatedMemory.map(brief::withEstimatedMemory).orElse(brief);
    }
}
