package io.blueshift.server.planning.session;

import io.trino.Session;
import io.trino.SystemSessionPropertiesProvider;
import io.trino.spi.session.PropertyMetadata;

import java.util.List;

import static io.trino.spi.session.PropertyMetadata.booleanProperty;
import static io.trino.spi.session.PropertyMetadata.integerProperty;
import static io.trino.spi.session.PropertyMetadata.longProperty;

/**
 * The session properties of the executor.
 */
public final class ExecutionProperties implements SystemSessionPropertiesProvider {
    /** Whether queries may run through the executor; if not, all run on Trino's operators. */
    public static final String COMPILED_EXECUTION = "compiled_execution";

    /** Whether a query that stays with Trino's operators says so, and why, in a warning; meant for EXPLAIN. */
    public static final String COMPILED_EXECUTION_WARNINGS = "compiled_execution_warnings";

    /** For tests: the most rows that go through the executor's operators at a time; 0 is as many as the source delivers. */
    public static final String COMPILED_BATCH_ROWS = "compiled_batch_rows";

    /** For tests: the most bytes that an operator of the executor may hold before it spills; 0 leaves it to the query's memory. */
    public static final String COMPILED_OPERATOR_MEMORY = "compiled_operator_memory";

    /** Whether plans, pipelines and generated code are written to files. */
    public static final String COMPILED_DUMP = "compiled_dump";

    /** Whether equal subtrees of a plan are computed once. */
    public static final String COMPILED_SHARING = "compiled_sharing";

    /** Whether the order of joins is searched for among connected tables only; if not, by Trino's own rule. */
    public static final String CONNECTED_JOIN_ORDER = "connected_join_order";

    /** Whether a query's plan is kept for the next that asks the same of the same tables. */
    public static final String PLAN_REUSE = "plan_reuse";

    private static final List<PropertyMetadata<?>> PROPERTIES = List.of(
            booleanProperty(COMPILED_EXECUTION, "Run queries through the compiled executor where it can", true, false),
            booleanProperty(COMPILED_EXECUTION_WARNINGS, "Warn where a query cannot run through the compiled executor",
                    false, false),
            booleanProperty(COMPILED_DUMP, "Write plans, pipelines and generated code to the server's data directory",
                    false, false),
            booleanProperty(COMPILED_SHARING, "Compute equal parts of a compiled plan once", true, false),
            booleanProperty(CONNECTED_JOIN_ORDER, "Search for the order of joins among connected tables only", true,
                    false),
            booleanProperty(PLAN_REUSE, "Take the plan that an equal query had a short while ago", true, false),
            integerProperty(COMPILED_BATCH_ROWS, "Most rows in a batch of the executor, 0 for no bound", 0, true),
            longProperty(COMPILED_OPERATOR_MEMORY,
                    "Most bytes that an operator of the executor holds before it spills, 0 for what memory allows", 0L,
                    true));

    @Override
    public List<PropertyMetadata<?>> getSessionProperties() {
        return PROPERTIES;
    }

    public static boolean compiledExecution(Session session) {
        return session.getSystemProperty(COMPILED_EXECUTION, Boolean.class);
    }

    public static boolean compiledExecutionWarnings(Session session) {
        return session.getSystemProperty(COMPILED_EXECUTION_WARNINGS, Boolean.class);
    }

    public static boolean compiledDump(Session session) {
        return session.getSystemProperty(COMPILED_DUMP, Boolean.class);
    }

    public static boolean compiledSharing(Session session) {
        return session.getSystemProperty(COMPILED_SHARING, Boolean.class);
    }

    public static boolean connectedJoinOrder(Session session) {
        return session.getSystemProperty(CONNECTED_JOIN_ORDER, Boolean.class);
    }

    public static boolean planReuse(Session session) {
        return session.getSystemProperty(PLAN_REUSE, Boolean.class);
    }

    public static int compiledBatchRows(Session session) {
        return session.getSystemProperty(COMPILED_BATCH_ROWS, Integer.class);
    }

    public static long compiledOperatorMemory(Session session) {
        return session.getSystemProperty(COMPILED_OPERATOR_MEMORY, Long.class);
    }
}
