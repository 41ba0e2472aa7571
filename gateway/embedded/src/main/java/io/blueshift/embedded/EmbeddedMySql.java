package io.blueshift.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real MySQL 8.0 on the loopback interface, from a Maven artifact, for the demo and for tests. Linux on x86-64 only; needs
 * libnuma (Debian and Ubuntu: libnuma1).
 *
 * <p>
 * Works as root and as any other user, and dies with the JVM. The user {@code root} needs no password; the users of
 * {@link ServerOptions#users()} may do everything and log in with theirs. Names are case-sensitive, texts are
 * {@code utf8mb4_0900_ai_ci} and the server's zone is UTC unless said otherwise, as on a stock server. A temporary server gives up
 * durability for speed; one with a directory does not.
 */
public final class EmbeddedMySql extends MySqlCompatible {
    private static final String NAME = "MySQL";
    private static final String VERSION = "8.0.31";

    private final Path binaries;

    private EmbeddedMySql(ServerOptions options) {
        super(NAME, options);
        this.binaries = BinaryCache.entry("mysql-" + VERSION, EmbeddedMySql::unpack);
    }

    /** Starts with temporary data. */
    public static EmbeddedMySql start() {
        return start(ServerOptions.temporary());
    }

    /** Starts on data that stays in {@code directory}; an empty or missing one is initialised. */
    public static EmbeddedMySql start(Path directory) {
        return start(ServerOptions.in(directory));
    }

    /** Starts and returns when the server takes connections. */
    public static EmbeddedMySql start(ServerOptions options) {
        EmbeddedMySql mysql = new EmbeddedMySql(options);
        mysql.startFirst(mysql::prepare);
        return mysql;
    }

    private static void unpack(Path part) throws IOException {
        Archives.unpack("mysql-Linux-amd64.tar.gz", part);
        // The program is linked against libaio, which many machines lack. It is told not to use it (below), so any library
        // satisfies the linker: the JDK has an empty one. A machine's own libaio is not missed.
        Path anyLibrary = Path.of(System.getProperty("java.home"), "lib", "libsyslookup.so");
        Files.copy(anyLibrary, part.resolve("lib/private/libaio.so.1"));
    }

    private void prepare() {
        Path data = directory().data();
        // The last file that a copied data directory gets; one without it is not complete
        Path complete = directory().root().resolve("initialised");
        if (Files.exists(complete)) {
            return;
        }
        // Making a data directory takes the server seconds, copying one does not
        Path template = BinaryCache.entry("mysql-" + VERSION + "-data", this::initialise);
        try {
            Directories.delete(data);
            Directories.copy(template.resolve("data"), data);
            // The server's identity: every copy makes its own
            Files.deleteIfExists(data.resolve("auto.cnf"));
            Files.createFile(complete);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "Could not prepare the embedded MySQL's data in " + directory().root() + ": " + e, e);
        }
    }

    private void initialise(Path part) throws IOException {
        List<String> program = program(part.resolve("data"));
        program.add("--initialize-insecure");
        ServerProcess.run("mysqld --initialize-insecure", Launcher.command(List.of(), "KILL", program), part,
                directory().log(), "");
    }

    private List<String> program(Path data) {
        return new ArrayList<>(List.of(binaries.resolve("bin/mysqld").toString(), "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + binaries, "--datadir=" + data, "--lc-messages-dir=" + binaries.resolve("share"),
                "--innodb-use-native-aio=0", "--skip-ssl", "--disable-log-bin"));
    }

    @Override
    ServerProcess.Start command(int port) {
        Path root = directory().root();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bind-address", host());
        settings.put("port", Integer.toString(port));
        settings.put("mysqlx", "OFF");
        // A socket's path may have 107 bytes, and a directory's more; relative paths are relative to the data
        settings.put("socket", "mysql.sock");
        settings.put("pid-file", root.resolve("mysqld.pid").toString());
        settings.put("performance-schema", "OFF");
        settings.put("innodb-redo-log-capacity", "8388608");
        settings.put("innodb-buffer-pool-size", "64M");
        settings.put("character-set-server", "utf8mb4");
        settings.put("default-time-zone", "+00:00");
        if (directory().isTemporary()) {
            settings.putAll(Map.of("innodb-flush-method", "nosync", "innodb-doublewrite", "OFF",
                    "innodb-flush-log-at-trx-commit", "0"));
        }
        if (!options().users().isEmpty()) {
            settings.put("init-file", writeUsers().toString());
        }
        settings.putAll(options().settings());
        List<String> program = program(directory().data());
        settings.forEach((name, value) -> program.add("--" + name + "=" + value));
        return new ServerProcess.Start(NAME, Launcher.command(List.of(), "KILL", program), root, directory().log(),
                "mysqld: ready for connections", "TERM");
    }
}
