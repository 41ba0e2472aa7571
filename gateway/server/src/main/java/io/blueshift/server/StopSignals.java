package io.blueshift.server;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes SIGTERM and SIGINT (Ctrl-C) before the JVM does. A shutdown hook would come too late: the engine and every
 * connector have hooks of their own, and all hooks run at once, so that sources would be closed under running queries.
 *
 * <p>The JDK offers signals only through {@code sun.misc.Signal}, which is reached by reflection because the compiler
 * rightly warns of it; where it is missing, the JVM's own ending is what is left.
 */
public final class StopSignals {
    /** 128 + SIGINT, as shells count. */
    private static final int EXIT_IMPATIENT = 130;

    private StopSignals() {}

    /**
     * From now on the first signal runs the action, in a thread of its own, and then ends the process, without running its
     * shutdown hooks: the action has to stop everything. The second signal ends the process at once.
     */
    public static void endAfter(Runnable stop) {
        AtomicBoolean stopping = new AtomicBoolean();
        onStop(() -> {
            if (!stopping.compareAndSet(false, true)) {
                // The second Ctrl-C of somebody who will not wait
                Runtime.getRuntime().halt(EXIT_IMPATIENT);
            }
            stop.run();
            // A stop that was asked for and went well is a success, whichever signal asked for it
            Runtime.getRuntime().halt(0);
        });
    }

    private static void onStop(Runnable action) {
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
