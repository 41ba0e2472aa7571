package io.blueshift.server;

import io.blueshift.server.config.StartException;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The process behind {@code ./blueshift server}: starts the server, says when it is ready, stops it on a signal. */
public final class Main {
    private static final int EXIT_NOT_STARTED = 1;
    private static final int EXIT_USAGE = 2;

    private Main() {}

    /** Takes {@code --config FILE} and any setting of the configuration file as {@code --KEY=VALUE}. */
    public static void main(String[] arguments) throws InterruptedException {
        Optional<Path> config = Optional.empty();
        Map<String, String> settings = new HashMap<>();
        for (int index = 0; index < arguments.length; index++) {
            String argument = arguments[index];
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0 && index + 1 == arguments.length) {
                System.err.println(
                        "blueshift server: expected --config FILE or --SETTING VALUE, not '%s'".formatted(argument));
                System.exit(EXIT_USAGE);
            }
            String key = argument.substring(2, equals < 0 ? argument.length() : equals);
            String value = equals < 0 ? arguments[++index] : argument.substring(equals + 1);
            if (key.equals("config")) {
                config = Optional.of(Path.of(value));
            } else {
                settings.put(key, value);
            }
        }
        run(config, settings);
    }

    private static void run(Optional<Path> config, Map<String, String> settings) throws InterruptedException {
        BlueshiftServer server = start(config, settings);
        StopSignals.endAfter(() -> stop(server));
        long startMillis = ManagementFactory.getRuntimeMXBean().getUptime();
        System.out.println("Blueshift is ready at %s, catalogs: %s (started in %.1f s)".formatted(server.uri(),
                String.join(", ", server.catalogs()), startMillis / 1000.0));
        new CountDownLatch(1).await();
    }

    private static BlueshiftServer start(Optional<Path> config, Map<String, String> settings) {
        try {
            return BlueshiftServer.start(ConfigurationFile.load(config, System.getenv(), settings));
        } catch (StartException e) {
            System.err.println("blueshift: cannot start\n" + e.getMessage().indent(2).stripTrailing());
            System.exit(EXIT_NOT_STARTED);
            throw e;
        }
    }

    private static void stop(BlueshiftServer server) {
        long running = server.runningQueries();
        if (running > 0) {
            System.err.println("Stopping; waiting for %s running %s".formatted(running,
                    running == 1 ? "query" : "queries"));
        }
        server.close();
    }
}
