package io.blueshift.server.planning.dump;

import io.blueshift.executor.compile.ExpressionCompiler;
import io.blueshift.executor.ir.PlanNode;
import io.blueshift.executor.ir.PlanText;
import io.blueshift.executor.report.ReportText;
import io.blueshift.executor.run.PlanRun;
import io.blueshift.server.planning.session.ExecutionProperties;
import io.trino.Session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.util.Objects.requireNonNull;

/**
 * Writes what becomes of a query on its way through the executor into files, where the session asks for it. Each part of a
 * query's plan that is compiled has a directory of its own:
 * <pre>
 * QUERY_ID/
 *   PLAN_ID/
 *     trino.txt        the part of Trino's optimised plan that is replaced
 *     ir.txt           the executor's plan
 *     pipelines.txt    how it is run
 *     code/            one .txt of pseudo-source and one .class per generated class; only if the plan runs
 * </pre>
 * Nothing here is secret that EXPLAIN does not show. Nothing is ever removed: that is left to whoever has asked. Safe for
 * all threads.
 *
 * @param directory below which all is written
 */
public record PlanDumps(Path directory) {
    public PlanDumps {
        requireNonNull(directory, "directory is null");
    }

    /** Whether the session's queries are to be written. */
    public boolean wanted(Session session) {
        return ExecutionProperties.compiledDump(session);
    }

    /**
     * Writes a plan before it runs.
     *
     * @param trino what it was lowered from, as text
     */
    public void write(Session session, String planId, String trino, PlanNode root) {
        Path target = target(session, planId);
        try {
            Files.createDirectories(target);
            Files.writeString(target.resolve("trino.txt"), trino);
            Files.writeString(target.resolve("ir.txt"), PlanText.of(root));
            Files.writeString(target.resolve("pipelines.txt"),
                    ReportText.plan(PlanRun.describe(root, session.toConnectorSession())) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the plan to " + target, e);
        }
    }

    /** A compiler for one run of a plan, which generates everything anew and writes it. */
    public ExpressionCompiler compiler(Session session, String planId) {
        return ExpressionCompiler.dumpingTo(target(session, planId).resolve("code"));
    }

    private Path target(Session session, String planId) {
        return directory.resolve(session.getQueryId().toString()).resolve(planId);
    }
}
