package io.blueshift.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server that speaks MySQL's protocol and is reached by MySQL's driver. */
public abstract sealed class MySqlCompatible extends EmbeddedDatabase permits EmbeddedMySql, EmbeddedMariaDb {
    private static final String SUPERUSER = "root";

    private final String name;

    MySqlCompatible(String name, ServerOptions options) {
        super(name, options);
        this.name = name;
    }

    /** The server's URL, without a database and without credentials. */
    public String jdbcUrl() {
        return jdbcUrl("");
    }

    /** The URL of a database by name, without credentials. */
    public String jdbcUrl(String database) {
        return "jdbc:mysql://" + host() + ":" + port() + "/" + database
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    /** The superuser. */
    public String user() {
        return SUPERUSER;
    }

    /** The superuser's password: empty. */
    public String password() {
        return "";
    }

    /** Written before every start: readable by nobody else, since it holds passwords, and run by the server as it starts. */
    final Path writeUsers() {
        StringBuilder sql = new StringBuilder();
        options().users().forEach((user, password) -> {
            String account = quote(user) + "@'%'";
            sql.append("CREATE USER IF NOT EXISTS ").append(account).append(";\n");
            sql.append("ALTER USER ").append(account).append(" IDENTIFIED BY ").append(quote(password)).append(";\n");
            sql.append("GRANT ALL ON *.* TO ").append(account).append(" WITH GRANT OPTION;\n");
        });
        Path file = directory().root().resolve("users.sql");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, Directories.OWNER_ONLY);
            return Files.writeString(file, sql);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "Could not write the users of the embedded " + name + " to " + file + ": " + e,
                    e);
        }
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
