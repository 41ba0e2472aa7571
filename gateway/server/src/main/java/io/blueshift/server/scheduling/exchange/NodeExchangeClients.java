package io.blueshift.server.scheduling.exchange;

import com.google.inject.Inject;
import com.google.inject.Provider;
import io.airlift.http.client.HttpClient;
import io.airlift.http.client.HttpClientConfig;
import io.airlift.node.NodeInfo;
import io.airlift.units.DataSize;
import io.opentelemetry.api.trace.Span;
import io.trino.FeaturesConfig;
import io.trino.execution.SqlTaskManager;
import io.trino.execution.TaskFailureListener;
import io.trino.memory.context.LocalMemoryContext;
import io.trino.node.InternalNode;
import io.trino.operator.DirectExchangeClient;
import io.trino.operator.DirectExchangeClientConfig;
import io.trino.operator.DirectExchangeClientFactory;
import io.trino.operator.DirectExchangeClientSupplier;
import io.trino.operator.ForExchange;
import io.trino.operator.RetryPolicy;
import io.trino.operator.StreamingDirectExchangeBuffer;
import io.trino.spi.QueryId;
import io.trino.spi.exchange.ExchangeId;
import jakarta.annotation.PreDestroy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newCachedThreadPool;
import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;

/**
 * Makes the readers of tasks' results, for the client of a query and for tasks that read from other tasks. Thread-safe.
 */
public final class NodeExchangeClients implements DirectExchangeClientSupplier {
    /** Trino's own share, which leaves room for what encoding adds. */
    private static final double PAGES_SHARE_OF_RESPONSE = 0.75;

    /** After which readers ask their buffers again: so long does a page wait that was overlooked, which is rare. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final DirectExchangeClientFactory trino;
    private final LocalResults results;
    private final HttpExchange http;
    private final DataSize bufferBytesMax;
    private final ExecutorService executor = newCachedThreadPool(daemonThreadsNamed("local-exchange-%s"));
    private final ScheduledExecutorService clock = newSingleThreadScheduledExecutor(
            daemonThreadsNamed("local-exchange-clock"));
    private final Set<LocalExchangeClient> open = ConcurrentHashMap.newKeySet();

    @Inject
    public NodeExchangeClients(DirectExchangeClientFactory trino, Provider<SqlTaskManager> tasks, InternalNode self,
            NodeInfo node, FeaturesConfig features, DirectExchangeClientConfig config, @ForExchange HttpClient client,
            @ForExchange HttpClientConfig clientConfig, @ForExchange ScheduledExecutorService scheduler) {
        this.trino = requireNonNull(trino, "trino is null");
        long response = Math.min(config.getMaxResponseSize().toBytes(),
                clientConfig.getMaxResponseContentLength().toBytes());
        DataSize pages = DataSize.ofBytes((long) (response * PAGES_SHARE_OF_RESPONSE));
        this.results = new LocalResults(tasks::get, self.getInternalUri(), pages);
        this.http = new HttpExchange(node.getExternalAddress(), features.getExchangeDataIntegrityVerification(), pages,
                config, client, scheduler);
        this.bufferBytesMax = config.getMaxBufferSize();
        clock.scheduleWithFixedDelay(this::askAgain, PATIENCE.toMillis(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void askAgain() {
        open.removeIf(client -> !client.askAgain(PATIENCE.toNanos()));
    }

    /** Ends the threads. */
    @PreDestroy
    public void stop() {
        clock.shutdownNow();
        executor.shutdownNow();
    }

    @Override
    public DirectExchangeClient get(QueryId queryId, ExchangeId exchangeId, Span parentSpan,
            LocalMemoryContext memoryContext, TaskFailureListener taskFailureListener, RetryPolicy retryPolicy) {
        if (retryPolicy != RetryPolicy.NONE) {
            // A query that is to be tried again may not hand out what it has read
            return trino.get(queryId, exchangeId, parentSpan, memoryContext, taskFailureListener, retryPolicy);
        }
        StreamingDirectExchangeBuffer buffer = new StreamingDirectExchangeBuffer(executor, bufferBytesMax);
        LocalExchangeClient client = new LocalExchangeClient(results, http, buffer, memoryContext, executor,
                taskFailureListener);
        open.add(client);
        return client;
    }
}
