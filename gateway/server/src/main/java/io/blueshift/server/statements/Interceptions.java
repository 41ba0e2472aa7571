package io.blueshift.server.statements;

import io.blueshift.server.config.NearestNames;
import io.blueshift.server.secrets.SecretValues;
import io.blueshift.server.statements.Interception.ShowCatalog;
import io.blueshift.server.statements.Token.Kind;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.util.Optional;
import java.util.Set;

/** Tells the statements that are the gateway's own, or hold a password, from all others by their first words. */
public final class Interceptions {
    /** After these a name comes, which may be {@code secret} or {@code external}. */
    private static final Set<String> NAMING = Set.of("SELECT", "WITH", "TABLE", "VALUES", "DESCRIBE", "DESC", "ANALYZE",
            "USE", "CALL", "UPDATE", "DEALLOCATE", "GRANT", "DENY", "REVOKE");

    /** Also for what is nearly that word: what follows may be a secret nevertheless. */
    private static final Set<String> SECRET = Set.of("SECRET");

    private Interceptions() {}

    /** Empty if the engine gets the statement as it is. */
    public static Optional<Interception> of(String text) {
        Tokens tokens = new Tokens(text);
        String first = tokens.next().word();
        if (first.isEmpty() || NAMING.contains(first)) {
            return Optional.empty();
        }
        tokens.take();
        return switch (first) {
            case "EXPLAIN" -> {
                passOverOptions(tokens);
                yield nested(text.substring(tokens.next().begin()), "EXPLAIN");
            }
            case "PREPARE" -> {
                tokens.take();
                yield tokens.skip("FROM") ? nested(text.substring(tokens.next().begin()), "PREPARE") : Optional.empty();
            }
            case "EXECUTE" -> tokens.skip("IMMEDIATE") && tokens.next().is(Kind.TEXT)
                    ? nested(tokens.next().value(), "EXECUTE IMMEDIATE")
                    : Optional.empty();
            default -> statement(text, first, tokens);
        };
    }

    private static void passOverOptions(Tokens tokens) {
        tokens.skip("ANALYZE");
        tokens.skip("VERBOSE");
        if (tokens.next().isSymbol('(')) {
            while (!tokens.next().isSymbol(')') && !tokens.next().is(Kind.END)) {
                tokens.take();
            }
            tokens.take();
        }
    }

    /** A statement that would be kept as a text somewhere, or shown. */
    private static Optional<Interception> nested(String text, String verb) {
        return of(text).map(_ -> Interception.refused(verb + " " + SecretValues.MASK, new Tokens(text).error(
                StandardErrorCode.NOT_SUPPORTED,
                ("%s cannot be used with statements on secrets and external schemas, or with a password in CREATE"
                        + " CATALOG; send the statement by itself").formatted(verb))));
    }

    private static Optional<Interception> statement(String text, String first, Tokens tokens) {
        boolean replace = tokens.skip("OR", "REPLACE");
        Token second = tokens.next();
        if (second.is("SECRETS") || !NearestNames.nearest(second.word(), SECRET).isEmpty()) {
            return Optional.of(SecretStatements.of(first, replace, tokens));
        }
        if ((first.equals("CREATE") || first.equals("DROP")) && tokens.skip("EXTERNAL", "SCHEMA")) {
            return Optional.of(ExternalSchemaStatements.of(first, replace, text, tokens));
        }
        if (first.equals("SHOW") && tokens.skip("CREATE", "CATALOG")) {
            return Optional.of(showCatalog(text, tokens));
        }
        if (first.equals("CREATE") && second.is("CATALOG")) {
            String masked = CatalogPasswords.masked(text);
            return masked.equals(text) ? Optional.empty() : Optional.of(Interception.run(masked, text));
        }
        return Optional.empty();
    }

    private static Interception showCatalog(String text, Tokens tokens) {
        try {
            String name = tokens.name("the catalog's name");
            tokens.end();
            return new Interception(text, new ShowCatalog(name));
        } catch (TrinoException e) {
            return Interception.refused(text, e);
        }
    }
}
