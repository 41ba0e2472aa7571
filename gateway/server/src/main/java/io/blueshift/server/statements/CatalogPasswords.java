package io.blueshift.server.statements;

import io.blueshift.server.secrets.SecretReferences;
import io.blueshift.server.secrets.SecretValues;
import io.blueshift.server.statements.Token.Kind;

import java.util.Locale;
import java.util.regex.Pattern;

/** Passwords and keys that are written out among the settings of CREATE CATALOG. */
final class CatalogPasswords {
    /** In URLs: {@code //user:password@host} and {@code ?password=...}. */
    private static final Pattern IN_URL = Pattern.compile("(//[^/@:]*:)[^/@]*(@)|((?i:password|token|secret)=)[^&;,]*");

    private CatalogPasswords() {}

    /** The statement with a mask in place of every one; the statement itself if there is none. */
    static String masked(String text) {
        StringBuilder masked = new StringBuilder();
        int kept = 0;
        Tokens tokens = new Tokens(text);
        while (!tokens.next().is(Kind.END)) {
            Token key = tokens.take();
            if (key.is(Kind.UNCLOSED)) {
                // Who knows what it is
                return masked.append(text, kept, key.begin()).append(SecretValues.MASK).toString();
            }
            boolean setting = key.is(Kind.QUOTED_NAME) || key.is(Kind.WORD);
            if (setting && tokens.next().isSymbol('=')) {
                tokens.take();
                Token value = tokens.next();
                if (value.is(Kind.TEXT)) {
                    masked.append(text, kept, value.begin())
                            .append(SqlTexts.text(masked(key.value().toLowerCase(Locale.ENGLISH), value.value())));
                    kept = value.end();
                }
            }
        }
        return masked.append(text, kept, text.length()).toString();
    }

    private static String masked(String key, String value) {
        if (SecretValues.secretKey(key)) {
            return SecretReferences.only(value) ? value : SecretValues.MASK;
        }
        return IN_URL.matcher(value).replaceAll(found -> found.group(1) != null
                ? "$1" + SecretValues.MASK + "$2"
                : SecretReferences.only(found.group().substring(found.group(3).length()))
                        ? "$0"
                        : "$3" + SecretValues.MASK);
    }
}
