package io.blueshift.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to start an embedded database. Immutable; start from {@link #temporary()} or {@link #in(Path)} and add.
 *
 * @param directory where data and log live and stay; empty: a temporary directory, deleted on close
 * @param settings server settings by their own names ({@code max_connections} and the like), added to the defaults
 * @param users passwords by user name; users that exist after the start, beside the superuser, and must log in with their password
 * @param port the port on the loopback interface; empty: a free one
 */
public record ServerOptions(Optional<Path> directory, Map<String, String> settings, Map<String, String> users,
        OptionalInt port) {
    public ServerOptions {
        directory = directory.map(Path::toAbsolutePath);
        settings = Map.copyOf(settings);
        users = Map.copyOf(users);
    }

    /** Data that lives as long as the server. */
    public static ServerOptions temporary() {
        return new ServerOptions(Optional.empty(), Map.of(), Map.of(), OptionalInt.empty());
    }

    /** Data that stays in {@code directory} (made if missing) and is there again after the next start. */
    public static ServerOptions in(Path directory) {
        return new ServerOptions(Optional.of(directory), Map.of(), Map.of(), OptionalInt.empty());
    }

    public ServerOptions withSetting(String name, String value) {
        return new ServerOptions(directory, with(settings, name, value), users, port);
    }

    public ServerOptions withUser(String name, String password) {
        return new ServerOptions(directory, settings, with(users, name, password), port);
    }

    public ServerOptions withPort(int port) {
        return new ServerOptions(directory, settings, users, OptionalInt.of(port));
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> result = new LinkedHashMap<>(map);
        result.put(key, value);
        return result;
    }

    /** The password never shows. */
    @Override
    public String toString() {
        return "ServerOptions[directory=" + directory + ", settings=" + settings + ", users=" + users.keySet()
                + ", port=" + port + "]";
    }
}
