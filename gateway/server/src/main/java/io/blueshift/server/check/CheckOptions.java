package io.blueshift.server.check;

import io.blueshift.server.ConfigurationFile;
import io.blueshift.server.config.StartException;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param directory the server's data directory, or that of one store
 * @param table as the user wrote it
 */
record CheckOptions(Path directory, Optional<String> table) {
    static final String USAGE = "Usage: blueshift check [[CATALOG.]SCHEMA.TABLE] [--data-directory DIR] [--config FILE]";

    /** @throws StartException if it cannot be understood */
    static CheckOptions parse(String[] arguments, Map<String, String> environment) {
        Map<String, String> options = new HashMap<>();
        Optional<String> table = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!argument.startsWith("--")) {
                if (table.isPresent()) {
                    throw new StartException("one table at a time, not '%s' too".formatted(argument));
                }
                table = Optional.of(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String key = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
            if (!key.equals("data-directory") && !key.equals("config")) {
                throw new StartException("unknown option '%s'".formatted(argument));
            }
            if (equals < 0 && i + 1 == arguments.length) {
                throw new StartException("%s has no value".formatted(argument));
            }
            options.put(key, equals < 0 ? arguments[++i] : argument.substring(equals + 1));
        }
        Optional<Path> config = Optional.ofNullable(options.remove("config")).map(Path::of);
        return new CheckOptions(ConfigurationFile.load(config, environment, options).dataDirectory(), table);
    }
}
