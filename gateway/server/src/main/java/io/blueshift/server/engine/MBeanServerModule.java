package io.blueshift.server.engine;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Scopes;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;

/**
 * Gives the engine a place for its metrics: the platform's, where tools look and the JVM's own metrics are, for the
 * first engine of a process; one of its own for any further engine, whose names would collide with the first one's.
 */
final class MBeanServerModule implements Module {
    private static final AtomicBoolean PLATFORM_TAKEN = new AtomicBoolean();

    @Override
    public void configure(Binder binder) {
        // By a provider: modules are looked through once before the engine is built, which must not take the platform's
        binder.bind(MBeanServer.class).toProvider(MBeanServerModule::server).in(Scopes.SINGLETON);
    }

    private static MBeanServer server() {
        return PLATFORM_TAKEN.compareAndSet(false, true)
                ? ManagementFactory.getPlatformMBeanServer()
                : MBeanServerFactory.newMBeanServer();
    }
}
