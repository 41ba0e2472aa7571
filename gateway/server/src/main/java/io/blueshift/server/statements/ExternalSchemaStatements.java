package io.blueshift.server.statements;

import io.blueshift.server.secrets.SecretReferences;
import io.blueshift.server.secrets.SecretStore;
import io.blueshift.server.secrets.SecretValues;
import io.blueshift.server.statements.Token.Kind;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Amazon Redshift's statements for databases elsewhere, which become CREATE CATALOG and DROP CATALOG:
 *
 * <pre>
 * CREATE EXTERNAL SCHEMA [IF NOT EXISTS] name FROM POSTGRES | MYSQL
 *     DATABASE 'd' [SCHEMA 's'] URI 'host' [PORT n] [USER 'u'] [SECRET name | PASSWORD '${ENV:NAME}']
 * DROP EXTERNAL SCHEMA [IF EXISTS] name
 * </pre>
 *
 * The clauses after DATABASE come in any order. A catalog holds all schemas of its database, so SCHEMA restricts nothing.
 */
final class ExternalSchemaStatements {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final String CLAUSES = "DATABASE, SCHEMA, URI, PORT, USER, SECRET or PASSWORD";
    private static final int PORT_MAX = 65_535;

    private final Map<String, String> clauses = new LinkedHashMap<>();
    private final Tokens tokens;

    private ExternalSchemaStatements(Tokens tokens) {
        this.tokens = tokens;
    }

    /** @param tokens behind EXTERNAL SCHEMA */
    static Interception of(String first, boolean replace, String text, Tokens tokens) {
        try {
            if (replace) {
                throw tokens.error("an external schema cannot be replaced; drop it and create it");
            }
            return Interception.run(text, first.equals("CREATE")
                    ? new ExternalSchemaStatements(tokens).create()
                    : drop(tokens));
        } catch (TrinoException e) {
            return Interception.refused(first + " EXTERNAL SCHEMA " + SecretValues.MASK, e);
        }
    }

    private static String drop(Tokens tokens) {
        boolean ifExists = tokens.skip("IF", "EXISTS");
        String name = tokens.name("the external schema's name");
        tokens.end();
        return "DROP CATALOG " + (ifExists ? "IF EXISTS " : "") + SqlTexts.name(name);
    }

    private String create() {
        boolean ifNotExists = tokens.skip("IF", "NOT", "EXISTS");
        String name = tokens.name("the external schema's name");
        tokens.expect("FROM");
        boolean postgres = tokens.skip("POSTGRES") || tokens.skip("POSTGRESQL");
        if (!postgres && !tokens.skip("MYSQL")) {
            throw tokens.error("expected POSTGRES or MYSQL");
        }
        while (!tokens.next().is(Kind.END) && !tokens.next().isSymbol(';')) {
            clause();
        }
        require("DATABASE");
        require("URI");
        tokens.end();
        String settings = settings(postgres).entrySet().stream()
                .map(setting -> "\"%s\" = %s".formatted(setting.getKey(), SqlTexts.text(setting.getValue())))
                .collect(Collectors.joining(", "));
        return "CREATE CATALOG %s%s USING %s WITH (%s)".formatted(ifNotExists ? "IF NOT EXISTS " : "",
                SqlTexts.name(name), postgres ? "postgresql" : "mysql", settings);
    }

    private void clause() {
        Token place = tokens.next();
        String word = tokens.next().word();
        tokens.take();
        String value = switch (word) {
            case "DATABASE", "SCHEMA", "USER" -> tokens.text("a name");
            case "URI" -> host();
            case "PORT" -> port();
            case "SECRET" -> "${SECRET:" + secret() + "}";
            case "PASSWORD" -> password();
            case "IAM_ROLE", "SECRET_ARN" -> {
                tokens.goTo(place);
                throw tokens.error(StandardErrorCode.NOT_SUPPORTED,
                        word + " is for Amazon's services alone; write USER 'name' SECRET name,"
                                + " the secret being one of CREATE SECRET");
            }
            default -> {
                tokens.goTo(place);
                throw tokens.error("expected " + CLAUSES);
            }
        };
        String clause = word.equals("SECRET") ? "PASSWORD" : word;
        if (clauses.put(clause, value) != null) {
            tokens.goTo(place);
            throw tokens.error(clause.equals("PASSWORD")
                    ? "there can be one SECRET or PASSWORD only"
                    : "there can be one " + clause + " only");
        }
    }

    private String host() {
        Token place = tokens.next();
        String host = tokens.text("a host");
        if (!HOST.matcher(host).matches()) {
            tokens.goTo(place);
            throw tokens.error("expected the name or the address of a host; the port has a clause of its own");
        }
        return host;
    }

    private String port() {
        Token place = tokens.next();
        int port = place.is(Kind.NUMBER) && place.value().length() <= 5 ? Integer.parseInt(place.value()) : 0;
        if (port < 1 || port > PORT_MAX) {
            throw tokens.error("expected a port, a number from 1 to " + PORT_MAX);
        }
        return tokens.take().value();
    }

    private String secret() {
        Token place = tokens.next();
        String name = tokens.name("the name of a secret");
        if (!SecretStore.validName(name)) {
            tokens.goTo(place);
            throw tokens.error("expected the name of a secret");
        }
        return name;
    }

    /** What is written out would stay in the catalog's file. */
    private String password() {
        Token place = tokens.next();
        String password = tokens.text("a password");
        if (!SecretReferences.only(password)) {
            tokens.goTo(place);
            throw tokens.error("a password is not written out here: CREATE SECRET name AS '...' and write SECRET name,"
                    + " or refer to it as '${ENV:NAME}' or '${FILE:/path}'");
        }
        return password;
    }

    private void require(String clause) {
        if (!clauses.containsKey(clause)) {
            throw tokens.error("expected %s and its value".formatted(clause));
        }
    }

    private Map<String, String> settings(boolean postgres) {
        String database = URLEncoder.encode(clauses.get("DATABASE"), UTF_8).replace("+", "%20");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("connection-url", "jdbc:%s://%s:%s/%s".formatted(postgres ? "postgresql" : "mysql",
                clauses.get("URI"), clauses.getOrDefault("PORT", postgres ? "5432" : "3306"), database));
        if (clauses.containsKey("USER")) {
            settings.put("connection-user", clauses.get("USER"));
        }
        if (clauses.containsKey("PASSWORD")) {
            settings.put("connection-password", clauses.get("PASSWORD"));
        }
        return settings;
    }
}
