package io.blueshift.server.planning;

import io.trino.Session;
import io.trino.client.ClientSession;
import io.trino.client.StatementClient;
import io.trino.metadata.GlobalFunctionCatalog;
import io.trino.metadata.InternalFunctionBundle;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingStatementClientFactory;
import io.trino.testing.TestingTrinoClient;
import okhttp3.OkHttpClient;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;

import static io.trino.operator.scalar.ApplyFunction.APPLY_FUNCTION;
import static io.trino.testing.StatefulSleepingSum.STATEFUL_SLEEPING_SUM;
import static io.trino.testing.TestingSession.testSessionBuilder;

/**
 * Lets Trino's own test suites run against our server. They come with a test server of their own, which cannot be given
 * other optimisers; here it only answers what the suites ask besides SQL (types, metadata), and every statement goes to
 * {@link PlanningEngine#shared()}, which has the same catalog {@code tpch}.
 */
final class TrinoSuite {
    private static boolean functionsAdded;

    private TrinoSuite() {}

    static synchronized QueryRunner queryRunner() throws Exception {
        URI engine = PlanningEngine.shared().uri();
        if (!functionsAdded) {
            // Which the suites expect of a server that runs them
            PlanningEngine.shared().instance(GlobalFunctionCatalog.class)
                    .addFunctions(new InternalFunctionBundle(APPLY_FUNCTION, STATEFUL_SLEEPING_SUM));
            functionsAdded = true;
        }
        Session session = testSessionBuilder().setCatalog("tpch").setSchema("tiny").build();
        DistributedQueryRunner runner = DistributedQueryRunner.builder(session).setWorkerCount(0)
                .setTestingTrinoClientFactory((server, defaults) -> new TestingTrinoClient(server, new SentTo(engine),
                        defaults, new OkHttpClient()))
                .build();
        runner.installPlugin(new TpchPlugin());
        runner.createCatalog("tpch", "tpch");
        return hidden(runner);
    }

    /** The suites would look for each query's plan in a runner whose class is their own. Its interface has 30 methods. */
    private static QueryRunner hidden(QueryRunner runner) {
        return (QueryRunner) Proxy.newProxyInstance(QueryRunner.class.getClassLoader(),
                new Class<?>[]{QueryRunner.class}, (_, method, arguments) -> {
                    try {
                        return method.invoke(runner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private record SentTo(URI engine) implements TestingStatementClientFactory {
        @Override
        public StatementClient create(OkHttpClient httpClient, Session session, ClientSession clientSession,
                String query) {
            return TestingStatementClientFactory.super.create(httpClient, session,
                    ClientSession.builder(clientSession).server(engine).build(), query);
        }
    }
}
