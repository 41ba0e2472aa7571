package io.blueshift.server.protocol;

import com.google.inject.Inject;
import io.blueshift.server.statements.Interception;
import io.blueshift.server.statements.Interceptions;
import io.blueshift.server.statements.PendingStatements;
import io.opentelemetry.api.trace.Tracer;
import io.trino.client.QueryResults;
import io.trino.dispatcher.DispatchExecutor;
import io.trino.dispatcher.DispatchManager;
import io.trino.dispatcher.QueuedStatementResource;
import io.trino.execution.QueryManagerConfig;
import io.trino.server.ExternalUriInfo;
import io.trino.server.HttpRequestSessionContextFactory;
import io.trino.server.ServerConfig;
import io.trino.server.protocol.ExecutingStatementResource;
import io.trino.server.protocol.QueryInfoUrlFactory;
import io.trino.spi.QueryId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Answers a small query in the response to the request that sent it. Trino's answer to that is a link; behind it are a
 * second one, an answer without rows, one with rows, and an end: four requests more. Here the server follows the links
 * itself, for a moment, and gives the client what it came to.
 *
 * <p>A client repeats the request that sends a query when no answer arrives, and Trino begins a query only with the request
 * after that. So only statements that read are begun at once.
 *
 * <p>Statements that the engine is not to see as they are go in under another text: see {@link Interception}.
 */
public final class PromptStatementResource extends QueuedStatementResource {
    /** For the first rows. A client cannot cancel a query whose name it has not been told, so this is short. */
    private static final Duration ROWS_PATIENCE = Duration.ofMillis(50);
    /** For the end that follows the rows of a small answer. */
    private static final Duration END_PATIENCE = Duration.ofMillis(10);

    private final ExecutingStatementResource executing;
    private final PendingStatements pending;

    // CHECKSTYLE.OFF: ParameterNumber - what the engine's resource takes, and two more
    @Inject
    public PromptStatementResource(HttpRequestSessionContextFactory sessionContextFactory,
            DispatchManager dispatchManager, Tracer tracer, DispatchExecutor executor,
            QueryInfoUrlFactory queryInfoUrlTemplate, ServerConfig serverConfig, QueryManagerConfig queryManagerConfig,
            ExecutingStatementResource executing, PendingStatements pending) {
        super(sessionContextFactory, dispatchManager, tracer, executor, queryInfoUrlTemplate, serverConfig,
                queryManagerConfig);
        this.executing = requireNonNull(executing, "executing is null");
        this.pending = requireNonNull(pending, "pending is null");
    }
    // CHECKSTYLE.ON: ParameterNumber

    @Override
    public Response postStatement(String statement, HttpServletRequest servletRequest, HttpHeaders httpHeaders,
            ExternalUriInfo externalUriInfo) {
        Optional<Interception> intercepted = Optional.ofNullable(statement).flatMap(Interceptions::of);
        String shown = intercepted.map(Interception::shown).orElse(statement);
        Response answer = super.postStatement(shown, servletRequest, httpHeaders, externalUriInfo);
        intercepted.ifPresent(
                interception -> pending.put(new QueryId(results(answer).getId()), interception.outcome()));
        return ReadingStatements.contain(shown) ? withRows(answer, externalUriInfo) : answer;
    }

    private Response withRows(Response first, ExternalUriInfo externalUriInfo) {
        long deadline = System.nanoTime() + ROWS_PATIENCE.toNanos();
        Response answer = first;
        while (!hasRows(results(answer))) {
            Optional<Response> next = follow(answer, externalUriInfo, deadline - System.nanoTime());
            if (next.isEmpty()) {
                return answer;
            }
            answer = next.get();
        }
        return withEnd(answer, externalUriInfo);
    }

    /** Behind the rows come answers without any, until the query's end is known. */
    private Response withEnd(Response rows, ExternalUriInfo externalUriInfo) {
        long deadline = System.nanoTime() + END_PATIENCE.toNanos();
        Response last = rows;
        while (results(last).getNextUri() != null) {
            Optional<Response> next = follow(last, externalUriInfo, deadline - System.nanoTime());
            if (next.isEmpty() || hasRows(results(next.get()))) {
                // More rows are kept for the client behind the same link
                break;
            }
            last = next.get();
        }
        return Response.fromResponse(last).entity(merged(results(rows), results(last))).build();
    }

    /** What the link in an answer leads to. */
    private Optional<Response> follow(Response answer, ExternalUriInfo externalUriInfo, long nanos) {
        Optional<NextLink> link = Optional.ofNullable(results(answer).getNextUri()).flatMap(NextLink::of);
        if (link.isEmpty() || nanos <= 0) {
            return Optional.empty();
        }
        NextLink next = link.get();
        AwaitedAnswer awaited = new AwaitedAnswer();
        try {
            if (next.stage().equals("queued")) {
                getStatus(next.query(), next.slug(), next.token(), externalUriInfo, awaited);
            } else {
                executing.getQueryResults(next.query(), next.slug(), next.token(), externalUriInfo, awaited);
            }
        } catch (WebApplicationException e) {
            // The client will be told the same when it asks
            return Optional.empty();
        }
        return awaited.await(nanos);
    }

    private static QueryResults results(Response answer) {
        return (QueryResults) answer.getEntity();
    }

    private static boolean hasRows(QueryResults results) {
        return results.getData() != null && !results.getData().isNull();
    }

    /** The rows, with what was told after them of the query and of where to go on. */
    private static QueryResults merged(QueryResults rows, QueryResults last) {
        return new QueryResults(last.getId(), last.getInfoUri(), last.getPartialCancelUri(), last.getNextUri(),
                rows.getColumns(), rows.getData(), last.getStats(), last.getError(), last.getWarnings(),
                last.getUpdateType(), last.getUpdateCount());
    }
}
