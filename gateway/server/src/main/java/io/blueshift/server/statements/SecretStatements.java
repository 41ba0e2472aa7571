package io.blueshift.server.statements;

import io.blueshift.server.secrets.SecretStore;
import io.blueshift.server.secrets.SecretValues;
import io.blueshift.server.statements.Interception.Run;
import io.trino.spi.TrinoException;

import java.util.Optional;

/**
 * The statements on secrets:
 *
 * <pre>
 * CREATE [OR REPLACE] SECRET [IF NOT EXISTS] name AS 'value'      USING is as good as AS
 * ALTER SECRET name AS 'value'
 * DROP SECRET [IF EXISTS] name
 * SHOW SECRETS
 * </pre>
 *
 * They become calls of procedures and a query of a table. Of a statement that is none of these nothing is shown but its
 * first words: what follows may be the value.
 */
final class SecretStatements {
    private SecretStatements() {}

    /** @param tokens at SECRET or SECRETS */
    static Interception of(String first, boolean replace, Tokens tokens) {
        String verb = first + (replace ? " OR REPLACE" : "");
        try {
            return switch (verb) {
                case "CREATE", "CREATE OR REPLACE" -> create(replace, tokens);
                case "ALTER" -> alter(tokens);
                case "DROP" -> drop(tokens);
                case "SHOW" -> show(tokens);
                default -> throw tokens.error("statements on secrets begin with CREATE [OR REPLACE] SECRET,"
                        + " ALTER SECRET, DROP SECRET or SHOW SECRETS");
            };
        } catch (TrinoException e) {
            return Interception.refused(first + " SECRET " + SecretValues.MASK, e);
        }
    }

    private static Interception create(boolean replace, Tokens tokens) {
        tokens.expect("SECRET");
        boolean ifNotExists = tokens.skip("IF", "NOT", "EXISTS");
        if (replace && ifNotExists) {
            throw tokens.error("OR REPLACE and IF NOT EXISTS exclude each other");
        }
        if (replace) {
            return store("CREATE OR REPLACE SECRET", StoreMode.REPLACE, tokens);
        }
        return ifNotExists
                ? store("CREATE SECRET IF NOT EXISTS", StoreMode.CREATE_IF_NOT_EXISTS, tokens)
                : store("CREATE SECRET", StoreMode.CREATE, tokens);
    }

    private static Interception alter(Tokens tokens) {
        tokens.expect("SECRET");
        return store("ALTER SECRET", StoreMode.ALTER, tokens);
    }

    private static Interception store(String verb, StoreMode mode, Tokens tokens) {
        String name = name(tokens);
        if (!tokens.skip("USING") && !tokens.skip("AS")) {
            throw tokens.error("expected AS, then the value in single quotes");
        }
        String value = tokens.text("the value");
        tokens.end();
        return new Interception("%s %s AS '%s'".formatted(verb, SqlTexts.name(name), SecretValues.MASK),
                new Run("CALL system.runtime.store_secret(%s, '%s')".formatted(SqlTexts.text(name), mode),
                        Optional.of(value)));
    }

    private static Interception drop(Tokens tokens) {
        tokens.expect("SECRET");
        boolean ifExists = tokens.skip("IF", "EXISTS");
        String name = name(tokens);
        tokens.end();
        return Interception.run("DROP SECRET %s%s".formatted(ifExists ? "IF EXISTS " : "", SqlTexts.name(name)),
                "CALL system.runtime.drop_secret(%s, %s)".formatted(SqlTexts.text(name), ifExists));
    }

    private static Interception show(Tokens tokens) {
        tokens.expect("SECRETS");
        tokens.end();
        return Interception.run("SHOW SECRETS", "SELECT * FROM system.runtime.secrets ORDER BY name");
    }

    private static String name(Tokens tokens) {
        Token place = tokens.next();
        String name = tokens.name("the secret's name");
        if (!SecretStore.validName(name)) {
            tokens.goTo(place);
            throw tokens.error("a secret's name consists of lower-case letters, digits, _, . and -");
        }
        return name;
    }
}
