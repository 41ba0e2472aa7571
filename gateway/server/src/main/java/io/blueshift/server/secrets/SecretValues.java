package io.blueshift.server.secrets;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * The secrets that catalogs were configured with and that the store holds or held, remembered only so that they can be
 * kept out of messages and logs. Thread-safe.
 */
public final class SecretValues {
    /** In place of a secret. */
    public static final String MASK = "******";
    /** Shorter values occur in ordinary text; masking them would garble it and betray them. */
    private static final int LENGTH_MIN = 4;
    private static final Pattern SECRET_KEY = Pattern
            .compile("password|secret|token|credential|access-key|private-key");

    /** One may begin with another, whose mask would leave the rest of it. */
    private final Set<String> longestFirst = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Whether the name of a setting tells that its value is to be kept out of sight. */
    public static boolean secretKey(String key) {
        return SECRET_KEY.matcher(key).find();
    }

    /** Remembers what looks secret: by its key, or because it was written as a reference such as ${ENV:NAME}. */
    public void remember(Map<String, String> written, Map<String, String> resolved) {
        resolved.forEach((key, value) -> {
            if (SecretReferences.in(written.getOrDefault(key, "")) || secretKey(key)) {
                remember(value);
            }
        });
    }

    void remember(String value) {
        if (value.length() >= LENGTH_MIN) {
            longestFirst.add(value);
        }
    }

    /** The text without any of the remembered secrets. */
    public String mask(String text) {
        String masked = text;
        for (String value : longestFirst) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }
}
