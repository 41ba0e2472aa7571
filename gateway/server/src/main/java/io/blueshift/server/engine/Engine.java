package io.blueshift.server.engine;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.airlift.bootstrap.Bootstrap;
import io.airlift.bootstrap.LifeCycleManager;
import io.airlift.http.server.HttpServerInfo;
import io.airlift.http.server.HttpServerModule;
import io.airlift.jaxrs.JaxrsModule;
import io.airlift.json.JsonModule;
import io.airlift.log.Logger;
import io.airlift.node.NodeModule;
import io.airlift.openmetrics.JmxOpenMetricsModule;
import io.airlift.tracing.TracingModule;
import io.trino.connector.CatalogManagerModule;
import io.trino.connector.CatalogStoreManager;
import io.trino.connector.ConnectorServicesProvider;
import io.trino.dispatcher.DispatchManager;
import io.trino.eventlistener.EventListenerManager;
import io.trino.eventlistener.EventListenerModule;
import io.trino.exchange.ExchangeManagerModule;
import io.trino.execution.warnings.WarningCollectorModule;
import io.trino.metadata.CatalogManager;
import io.trino.node.Announcer;
import io.trino.node.NodeManagerModule;
import io.trino.security.AccessControlManager;
import io.trino.security.AccessControlModule;
import io.trino.server.BasicQueryInfo;
import io.trino.server.NodeStateManagerModule;
import io.trino.server.PluginInstaller;
import io.trino.server.PrefixObjectNameGeneratorModule;
import io.trino.server.StartupStatus;
import io.trino.server.security.CertificateAuthenticatorManager;
import io.trino.server.security.ServerSecurityModule;
import io.trino.spi.Plugin;
import io.trino.spi.QueryId;
import io.trino.spi.TrinoException;
import io.trino.spi.eventlistener.EventListener;
import io.trino.transaction.TransactionManagerModule;
import org.weakref.jmx.guice.MBeanModule;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import static io.trino.spi.StandardErrorCode.SERVER_SHUTTING_DOWN;

/**
 * Trino's server inside this process, coordinator and worker in one. The steps of its start are those of
 * {@code io.trino.server.Server}, without everything that Trino would look for in an {@code etc} folder.
 */
public final class Engine implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    /** After the last query ended, its client still has to fetch the last answer. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(2);

    private static final Logger log = Logger.get(Engine.class);

    private final Injector injector;
    private final ShutdownGate gate = new ShutdownGate();

    private Engine(Injector injector) {
        this.injector = injector;
    }

    /**
     * Builds the engine. It listens from here on, but has no catalogs and takes no queries yet.
     *
     * @throws io.airlift.bootstrap.ApplicationConfigurationException where a property is wrong
     */
    public static Engine create(String version, Map<String, String> properties, List<Module> overrides) {
        List<Module> modules = List.of(new NodeModule(), new HttpServerModule(), new JsonModule(), new JaxrsModule(),
                new MBeanModule(), new PrefixObjectNameGeneratorModule("io.trino"), new MBeanServerModule(),
                new JmxOpenMetricsModule(), new TracingModule("blueshift", version), new ServerSecurityModule(),
                new AccessControlModule(), new EventListenerModule(), new ExchangeManagerModule(),
                new CatalogManagerModule(), new TransactionManagerModule(), new NodeManagerModule(version),
                new EngineModule(version, overrides), new NodeStateManagerModule(), new WarningCollectorModule());
        return new Engine(new Bootstrap("io.blueshift.engine", modules).doNotInitializeLogging().quiet()
                .disableSystemProperties().setRequiredConfigurationProperties(properties).initialize());
    }

    /** Installs the plugins, then makes the catalogs of the configured store, then takes queries. */
    public void start(List<Plugin> plugins, List<EventListener> listeners) {
        PluginInstaller installer = injector.getInstance(PluginInstaller.class);
        plugins.forEach(installer::installPlugin);
        injector.getInstance(Key.get(new TypeLiteral<Optional<CatalogStoreManager>>() {}))
                .ifPresent(CatalogStoreManager::loadConfiguredCatalogStore);
        injector.getInstance(ConnectorServicesProvider.class).loadInitialCatalogs();
        injector.getInstance(AccessControlManager.class).setSystemAccessControls(List.of(gate));
        injector.getInstance(CertificateAuthenticatorManager.class).useDefaultAuthenticator();
        EventListenerManager events = injector.getInstance(EventListenerManager.class);
        listeners.forEach(events::addEventListener);
        events.loadEventListeners();
        injector.getInstance(Announcer.class).start();
        injector.getInstance(StartupStatus.class).startupComplete();
    }

    /** Where this machine reaches the engine. */
    public URI uri() {
        return injector.getInstance(HttpServerInfo.class).getHttpUri();
    }

    /** Names of all catalogs that queries can use, sorted, without Trino's own. */
    public List<String> catalogs() {
        TreeSet<String> names = new TreeSet<>();
        injector.getInstance(CatalogManager.class).getCatalogNames().forEach(name -> names.add(name.toString()));
        names.remove("system");
        return List.copyOf(names);
    }

    /** An object of the engine. */
    public <T> T instance(Class<T> type) {
        return injector.getInstance(type);
    }

    /** Number of queries that have not ended, from the moment in which a client has sent them. */
    public long running() {
        return active().size();
    }

    private List<QueryId> active() {
        return injector.getInstance(DispatchManager.class).getQueries().stream()
                .filter(query -> !query.getState().isDone()).map(BasicQueryInfo::getQueryId).toList();
    }

    /** Refuses new queries, waits for the running ones, and fails those that are left when the grace period ends. */
    public void drain(Duration grace) {
        gate.close();
        if (running() == 0) {
            return;
        }
        long deadline = System.nanoTime() + grace.toNanos();
        while (running() > 0 && System.nanoTime() < deadline) {
            sleep(POLL);
        }
        DispatchManager queries = injector.getInstance(DispatchManager.class);
        String reason = "The server was shut down and the query did not end within the grace period of %s ms"
                .formatted(grace.toMillis());
        active().forEach(query -> {
            // The engine reports a failed query later than it lives
            log.warn("Query %s: %s: %s", query, SERVER_SHUTTING_DOWN, reason);
            queries.failQuery(query, new TrinoException(SERVER_SHUTTING_DOWN, reason));
        });
        sleep(LAST_ANSWER);
    }

    @Override
    public void close() {
        injector.getInstance(LifeCycleManager.class).stop();
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
