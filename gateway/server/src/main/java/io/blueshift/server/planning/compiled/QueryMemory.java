package io.blueshift.server.planning.compiled;

import com.google.common.collect.MapMaker;
import com.google.inject.Inject;
import io.blueshift.executor.spill.MemoryBudget;
import io.blueshift.executor.spill.SpillSpace;
import io.blueshift.executor.spill.Spilling;
import io.blueshift.server.planning.session.ExecutionProperties;
import io.trino.Session;
import io.trino.SystemSessionProperties;
import io.trino.memory.LocalMemoryManager;
import io.trino.memory.MemoryPool;
import io.trino.spi.block.BlockEncodingSerde;

import java.util.concurrent.ConcurrentMap;

import static java.util.Objects.requireNonNull;

/**
 * Gives each query a budget below the limits that Trino holds it to, so that operators spill before the query would be
 * stopped. All executions of a query share its budget, which lives as long as one of them. Safe for all threads.
 */
public final class QueryMemory {
    /** The rest is for what is not in the budget: batches on their way, buffers of scans and of the output. */
    private static final double SHARE_OF_LIMIT = 0.7;

    private final ConcurrentMap<String, MemoryBudget> budgets = new MapMaker().weakValues().makeMap();
    private final SpillSpace space;
    private final BlockEncodingSerde serde;
    private final MemoryPool pool;

    @Inject
    public QueryMemory(SpillSpace space, BlockEncodingSerde serde, LocalMemoryManager memory) {
        this.space = requireNonNull(space, "space is null");
        this.serde = requireNonNull(serde, "serde is null");
        this.pool = memory.getMemoryPool();
    }

    /** Bytes that the operators of all queries hold. */
    long used() {
        return budgets.values().stream().mapToLong(MemoryBudget::used).sum();
    }

    /** For one execution, which has to close it. */
    Spilling spilling(Session session) {
        String query = session.getQueryId().toString();
        return new Spilling(budgets.computeIfAbsent(query, _ -> budget(session)), space, serde, query);
    }

    private MemoryBudget budget(Session session) {
        long limit = Math.min(pool.getMaxBytes(),
                Math.min(SystemSessionProperties.getQueryMaxMemoryPerNode(session).toBytes(),
                        Math.min(SystemSessionProperties.getQueryMaxMemory(session).toBytes(),
                                SystemSessionProperties.getQueryMaxTotalMemory(session).toBytes())));
        long operatorMax = ExecutionProperties.compiledOperatorMemory(session);
        return new MemoryBudget(Math.max(1, (long) (limit * SHARE_OF_LIMIT)),
                operatorMax <= 0 ? Long.MAX_VALUE : operatorMax, pool::getFreeBytes);
    }
}
