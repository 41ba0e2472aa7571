package io.blueshift.server.scheduling.task;

import com.google.common.collect.Multimap;
import com.google.inject.Inject;
import io.airlift.units.DataSize;
import io.opentelemetry.api.trace.Span;
import io.trino.Session;
import io.trino.SystemSessionProperties;
import io.trino.execution.NodeTaskMap.PartitionedSplitCountTracker;
import io.trino.execution.RemoteTask;
import io.trino.execution.RemoteTaskFactory;
import io.trino.execution.TaskId;
import io.trino.execution.buffer.OutputBuffers;
import io.trino.metadata.Split;
import io.trino.node.InternalNode;
import io.trino.operator.RetryPolicy;
import io.trino.server.HttpRemoteTaskFactory;
import io.trino.spi.connector.ConnectorTableCredentials;
import io.trino.sql.planner.PlanFragment;
import io.trino.sql.planner.plan.DynamicFilterId;
import io.trino.sql.planner.plan.PlanNodeId;
import org.weakref.jmx.Managed;
import org.weakref.jmx.Nested;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Decides for each task how the scheduler reaches it: by method calls on this node, over HTTP on any other. Thread-safe.
 */
public final class NodeTaskFactory implements RemoteTaskFactory {
    private final InternalNode self;
    private final HttpRemoteTaskFactory http;
    private final LocalTaskServices services;

    @Inject
    public NodeTaskFactory(InternalNode self, HttpRemoteTaskFactory http, LocalTaskServices services) {
        this.self = requireNonNull(self, "self is null");
        this.http = requireNonNull(http, "http is null");
        this.services = requireNonNull(services, "services is null");
    }

    @Override
    public RemoteTask createRemoteTask(Session session, Span stageSpan, TaskId taskId, InternalNode node,
            boolean speculative, PlanFragment fragment, Map<PlanNodeId, ConnectorTableCredentials> tableCredentials,
            Multimap<PlanNodeId, Split> initialSplits, OutputBuffers outputBuffers,
            PartitionedSplitCountTracker partitionedSplitCountTracker, Set<DynamicFilterId> outboundDynamicFilterIds,
            Optional<DataSize> estimatedMemory, boolean summarizeTaskInfo) {
        if (!isLocal(session, node)) {
            return http.createRemoteTask(session, stageSpan, taskId, node, speculative, fragment, tableCredentials,
                    initialSplits, outputBuffers, partitionedSplitCountTracker, outboundDynamicFilterIds,
                    estimatedMemory, summarizeTaskInfo);
        }
        TaskDefinition definition = new TaskDefinition(session, stageSpan, taskId, node.getNodeIdentifier(), fragment,
                tableCredentials, estimatedMemory, summarizeTaskInfo);
        LocalTask task = new LocalTask(definition, services, outputBuffers, speculative, partitionedSplitCountTracker);
        task.receiveDynamicFilters(outboundDynamicFilterIds);
        task.addSplits(initialSplits);
        return task;
    }

    /** Fault-tolerant execution, which is for clusters, asks more of a task than a local one can tell. */
    private boolean isLocal(Session session, InternalNode node) {
        return node.getNodeIdentifier().equals(self.getNodeIdentifier())
                && SystemSessionProperties.getRetryPolicy(session) == RetryPolicy.NONE;
    }

    /** Calls back for tasks of other nodes. */
    @Managed
    @Nested
    public HttpRemoteTaskFactory getHttp() {
        return http;
    }

    /** Number of tasks that were started by method calls. */
    @Managed
    public long getLocalTasks() {
        return services.started();
    }
}
