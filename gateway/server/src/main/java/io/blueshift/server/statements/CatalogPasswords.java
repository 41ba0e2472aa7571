package io.blueshift.server.statements;

import io.blueshift.server.secrets.SecretReferences;
import io.blueshift.server.secrets.SecretValues;
import io.blueshift.server.statements.Token.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords and keys that are written out among the settings of catalogs. */
final class CatalogPasswords {
    /** In URLs: {@code //user:password@host} and {@code ?password=...}. */
    private static final Pattern IN_URL = Pattern
            .compile(
                    "(?<before>//[^/@:]*:)(?<own>[^?]*)@|(?<key>(?i:password|passwd|pwd|token|secret)=)(?<value>[^&;,]*)");
    /** Parts of what names a password or a key, also of what was only meant to. */
    private static final Pattern LIKE_SECRET = Pattern.compile("pas|ssw|word|pwd|secr|ecret|tok|cred|key");

    private CatalogPasswords() {}

    /** The statement with a mask in place of every one; the statement itself if there is none. */
    static String masked(String text) {
        StringBuilder masked = new StringBuilder();
        int kept = 0;
        Tokens tokens = new Tokens(text);
        while (!tokens.next().is(Kind.END)) {
            Token key = tokens.take();
            boolean setting = key.is(Kind.QUOTED_NAME) || key.is(Kind.WORD);
            if (key.is(Kind.UNCLOSED)) {
                // Who knows what it is
                return masked.append(text, kept, key.begin()).append(SecretValues.MASK).toString();
            }
            if (setting && tokens.next().isSymbol('=')) {
                tokens.take();
                List<Token> value = value(tokens);
                if (!value.isEmpty()) {
                    masked.append(text, kept, value.getFirst().begin()).append(masked(key, value, text));
                    kept = value.getLast().end();
                }
            }
        }
        return masked.append(text, kept, text.length()).toString();
    }

    /** Takes all up to the comma or the parenthesis that ends a setting. */
    private static List<Token> value(Tokens tokens) {
        List<Token> value = new ArrayList<>();
        int depth = 0;
        while (!tokens.next().is(Kind.END)
                && (depth > 0 || !tokens.next().isSymbol(',') && !tokens.next().isSymbol(')'))) {
            Token token = tokens.take();
            depth += token.isSymbol('(') || token.isSymbol('[') ? 1 : 0;
            depth -= token.isSymbol(')') || token.isSymbol(']') ? 1 : 0;
            value.add(token);
        }
        return value;
    }

    /** Of texts that the engine would put together nobody knows what they say. */
    private static String masked(Token key, List<Token> value, String text) {
        boolean plain = value.size() == 1 && value.getFirst().is(Kind.TEXT);
        if (plain) {
            String written = value.getFirst().value();
            String shown = masked(key.value().toLowerCase(Locale.ENGLISH), written);
            return shown.equals(written) ? text(value, text) : SqlTexts.text(shown);
        }
        Set<Kind> harmless = Set.of(Kind.NUMBER, Kind.SYMBOL, Kind.WORD);
        return likeSecret(key.value().toLowerCase(Locale.ENGLISH))
                || !value.stream().allMatch(token -> harmless.contains(token.kind()))
                        ? SecretValues.MASK
                        : text(value, text);
    }

    private static String text(List<Token> tokens, String text) {
        return text.substring(tokens.getFirst().begin(), tokens.getLast().end());
    }

    private static boolean likeSecret(String key) {
        return SecretValues.secretKey(key) || LIKE_SECRET.matcher(key).find();
    }

    /** A setting's value as it may be shown. */
    static String masked(String key, String value) {
        if (likeSecret(key)) {
            return SecretReferences.only(value) ? value : SecretValues.MASK;
        }
        return IN_URL.matcher(value).replaceAll(found -> {
            boolean own = found.group("before") != null;
            String password = found.group(own ? "own" : "value");
            return Matcher.quoteReplacement(SecretReferences.only(password)
                    ? found.group()
                    : own
                            ? found.group("before") + SecretValues.MASK + "@"
                            : found.group("key") + SecretValues.MASK);
        });
    }
}
