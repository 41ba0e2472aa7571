package io.blueshift.server.secrets;

import io.airlift.configuration.secrets.SecretsResolver;
import io.airlift.configuration.secrets.env.EnvironmentVariableSecretProvider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * What stands in a setting for a secret: {@code ${ENV:NAME}}, {@code ${FILE:/path}} or {@code ${SECRET:name}}.
 *
 * <p>The engine resolves the first kind itself, once, when it makes a catalog, and knows no other. What can change while
 * the server runs has to be resolved later: files and the store's secrets. The engine is given those in another spelling
 * ({@link #held}), which it passes on as it is to where they are wanted. Thread-safe.
 */
public final class SecretReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_-]*):([^}]+)}");
    private static final Pattern LATE = Pattern.compile("\\$\\{((?i:secret|file):[^}]+)}");
    private static final Pattern HELD = Pattern.compile("@\\{((?i:secret|file):[^}]+)}");
    private static final Pattern SECRET = Pattern.compile("[$@]\\{(?i:secret):([^}]+)}");
    /** Nothing that is a password or a key is longer. */
    private static final long FILE_BYTES_MAX = 64 << 10;

    private final SecretsResolver resolver;
    private final SecretStore store;
    private final SecretValues values;

    /** @param values told of every secret that is resolved */
    public SecretReferences(SecretStore store, SecretValues values) {
        this(new SecretsResolver(Map.of("env", new EnvironmentVariableSecretProvider(), "secret", name -> stored(store,
                name), "file", SecretReferences::content)), store, values);
    }

    /** @param resolver of all kinds of references */
    public SecretReferences(SecretsResolver resolver, SecretStore store, SecretValues values) {
        this.resolver = requireNonNull(resolver, "resolver is null");
        this.store = requireNonNull(store, "store is null");
        this.values = requireNonNull(values, "values is null");
    }

    /** Whether there is any reference in the text. */
    public static boolean in(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** Whether the text is one reference and nothing else. */
    public static boolean only(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** Whether the settings refer to a secret of the store. */
    static boolean refer(Map<String, String> settings, String secret) {
        return settings.values().stream().flatMap(value -> SECRET.matcher(value).results())
                .anyMatch(reference -> reference.group(1).equalsIgnoreCase(secret));
    }

    /** Settings with the spelling that the engine leaves alone. */
    public static Map<String, String> held(Map<String, String> settings) {
        return respelt(settings, LATE, "@{$1}");
    }

    /** Settings as they were written; the inverse of {@link #held}. */
    public static Map<String, String> written(Map<String, String> settings) {
        return respelt(settings, HELD, "\\${$1}");
    }

    private static Map<String, String> respelt(Map<String, String> settings, Pattern from, String to) {
        Map<String, String> respelt = new LinkedHashMap<>();
        settings.forEach((key, value) -> respelt.put(key, from.matcher(value).replaceAll(to)));
        return respelt;
    }

    /**
     * Makes sure that everything the settings refer to is there, now, and that it is kept out of messages.
     *
     * @param problems told by key what is missing
     */
    public void check(Map<String, String> written, BiConsumer<String, Throwable> problems) {
        values.remember(written, resolver.getResolvedConfiguration(written, problems));
    }

    /**
     * A held setting with what it refers to, now.
     *
     * @throws IllegalArgumentException naming what is missing
     */
    public String resolve(String held) {
        return HELD.matcher(held).replaceAll(reference -> {
            String[] parts = reference.group(1).split(":", 2);
            String value = resolver.resolveSecret(parts[0].toLowerCase(Locale.ENGLISH), parts[1]);
            values.remember(value);
            return Matcher.quoteReplacement(value);
        });
    }

    /** A text that changes when something changes that the settings refer to, and that tells nothing of it. */
    public String generation(Map<String, String> written) {
        return written.values().stream().flatMap(value -> LATE.matcher(value).results()).map(reference -> {
            String[] parts = reference.group(1).split(":", 2);
            return parts[0].equalsIgnoreCase("file") ? changed(parts[1]) : store.changed(parts[1]).toString();
        }).sorted().collect(joining(","));
    }

    private static String changed(String path) {
        try {
            return Files.getLastModifiedTime(Path.of(path)).toString();
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }

    private static String stored(SecretStore store, String name) {
        return store.value(name).orElseThrow(() -> new IllegalArgumentException(
                "there is no secret '%s'; make it with CREATE SECRET".formatted(name)));
    }

    /** Files of secrets end with a line feed where an editor or {@code echo} wrote them; it is not the secret's. */
    private static String content(String name) {
        try {
            Path file = Path.of(name);
            if (!file.isAbsolute()) {
                throw new IllegalArgumentException("the path of the file '%s' is not absolute".formatted(name));
            }
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new IllegalArgumentException("the file '%s' is longer than %s bytes".formatted(name,
                        FILE_BYTES_MAX));
            }
            return Files.readString(file).replaceFirst("\\r?\\n$", "");
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("the file '%s' cannot be read: %s".formatted(name,
                    e.getClass().getSimpleName()), e);
        }
    }
}
