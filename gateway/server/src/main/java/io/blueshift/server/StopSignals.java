package io.blueshift.server;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Takes SIGTERM and SIGINT (Ctrl-C) before the JVM does. A shutdown hook would come too late: the engine and every
 * connector have hooks of their own, and all hooks run at once, so that sources would be closed under running queries.
 *
 * <p>The JDK offers signals only through {@code sun.misc.Signal}, which is reached by reflection because the compiler
 * rightly warns of it; where it is missing, the JVM's own ending is what is left.
 */
final class StopSignals {
    private StopSignals() {}

    /** Runs the action in a thread of its own, once for each signal. */
    static void onStop(Runnable action) {
        for (String name : new String[]{"TERM", "INT"}) {
            try {
                Class<?> signal = Class.forName("sun.misc.Signal");
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                Method handle = signal.getMethod("handle", signal, handler);
                Object proxy = Proxy.newProxyInstance(StopSignals.class.getClassLoader(), new Class<?>[]{handler},
                        (self, method, arguments) -> {
                            if (method.getName().equals("handle")) {
                                action.run();
                            }
                            return null;
                        });
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                Runtime.getRuntime().addShutdownHook(new Thread(action, "shutdown"));
                return;
            }
        }
    }
}
