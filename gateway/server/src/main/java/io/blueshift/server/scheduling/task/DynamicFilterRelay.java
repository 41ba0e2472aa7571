package io.blueshift.server.scheduling.task;

import io.trino.execution.DynamicFiltersCollector;
import io.trino.execution.DynamicFiltersCollector.VersionedDynamicFilterDomains;
import io.trino.execution.TaskId;
import io.trino.spi.predicate.Domain;
import io.trino.sql.planner.plan.DynamicFilterId;

import java.util.Map;
import java.util.Set;

import static io.trino.execution.DynamicFiltersCollector.INITIAL_DYNAMIC_FILTERS_VERSION;
import static java.util.Objects.requireNonNull;

/** Carries Trino's dynamic filters between a task and the coordinator's service, both ways. Safe for all threads. */
final class DynamicFilterRelay {
    private final TaskId task;
    private final LocalTaskServices services;
    private final DynamicFiltersCollector forTask;
    private long collected = INITIAL_DYNAMIC_FILTERS_VERSION;

    /** @param news called when there are filters for the task */
    DynamicFilterRelay(TaskId task, LocalTaskServices services, Runnable news) {
        this.task = requireNonNull(task, "task is null");
        this.services = requireNonNull(services, "services is null");
        this.forTask = new DynamicFiltersCollector(news);
    }

    /** From here on the task is to get these filters. */
    void subscribe(Set<DynamicFilterId> filters) {
        services.dynamicFilters().registerDynamicFilterConsumer(task.queryId(), task.attemptId(), filters,
                forTask::updateDomains);
    }

    /** What the task has not got yet; it must get it. */
    Map<DynamicFilterId, Domain> take() {
        VersionedDynamicFilterDomains news = forTask.getCurrentDynamicFilterDomains();
        forTask.acknowledge(news.getVersion());
        return news.getDynamicFilterDomains();
    }

    /** Fetches what the task has found out up to that version. */
    synchronized void collect(long version) {
        if (version <= collected) {
            return;
        }
        VersionedDynamicFilterDomains found = services.tasks().acknowledgeAndGetNewDynamicFilterDomains(task,
                collected);
        collected = found.getVersion();
        services.dynamicFilters().addTaskDynamicFilters(task, found.getDynamicFilterDomains());
    }

    /** Forgets what waits for the task. */
    void clear() {
        forTask.acknowledge(Long.MAX_VALUE);
    }
}
