package io.blueshift.server.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * The secrets of CREATE SECRET, by name: encrypted in a file of the data directory, decrypted in this process. A change
 * is there for everybody once it is on the disk, as a whole, and not before. Names are lower-case. Thread-safe.
 */
public final class SecretStore {
    /** The environment variable that may hold the key. */
    public static final String KEY_VARIABLE = "BLUESHIFT_SECRETS_KEY";
    private static final String FILE = "secrets.bin";
    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_.-]{0,127}");

    private final Path directory;
    private final SecretValues values;
    private final SecretKeys keys;
    private final Clock clock = Clock.systemUTC();
    private volatile SortedMap<String, Secret> secrets;

    /** What is kept of one. */
    record Secret(String value, Instant created, Instant changed) {
        /** The value never shows. */
        @Override
        public String toString() {
            return "Secret[created=" + created + ", changed=" + changed + "]";
        }
    }

    /** What may be told of one. */
    public record Listed(String name, Instant created, Instant changed) {}

    private SecretStore(Path directory, SecretKeys keys, SecretValues values) throws IOException {
        this.directory = directory;
        this.keys = keys;
        this.values = requireNonNull(values, "values is null");
        this.secrets = Files.exists(file()) ? SecretFile.read(file(), keys.present(file())) : new TreeMap<>();
        secrets.values().forEach(secret -> values.remember(secret.value()));
    }

    /**
     * Reads what is there; nothing is written before there is a secret.
     *
     * @param directory the server's, where nobody else writes
     * @param key 32 bytes as base64; if empty, a file beside the store has the key and is made with the first secret
     * @param values told of every secret
     * @throws io.blueshift.server.config.StartException where key or file are not usable, saying why
     */
    public static SecretStore open(Path directory, Optional<String> key, SecretValues values) throws IOException {
        return new SecretStore(directory, SecretKeys.of(directory, key), values);
    }

    private Path file() {
        return directory.resolve(FILE);
    }

    /** Whether a secret may be called so. */
    public static boolean validName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The secret's value, now. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(secrets.get(key(name))).map(Secret::value);
    }

    /** When the secret was changed last; empty if there is none. */
    Optional<Instant> changed(String name) {
        return Optional.ofNullable(secrets.get(key(name))).map(Secret::changed);
    }

    /** Everything but the values, by name. */
    public List<Listed> list() {
        return secrets.entrySet().stream().map(entry -> new Listed(entry.getKey(), entry.getValue().created(),
                entry.getValue().changed())).toList();
    }

    /** False, and nothing is done, if the name is taken. */
    public synchronized boolean create(String name, String value) {
        if (secrets.containsKey(key(name))) {
            return false;
        }
        put(name, value);
        return true;
    }

    /** False, and nothing is done, if there is no such secret. */
    public synchronized boolean change(String name, String value) {
        if (!secrets.containsKey(key(name))) {
            return false;
        }
        put(name, value);
        return true;
    }

    /** Makes or changes it. */
    public synchronized void put(String name, String value) {
        if (!validName(key(name))) {
            throw new IllegalArgumentException("a secret's name consists of letters, digits, _, . and -");
        }
        values.remember(value);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SortedMap<String, Secret> next = new TreeMap<>(secrets);
        Instant created = Optional.ofNullable(secrets.get(key(name))).map(Secret::created).orElse(now);
        next.put(key(name), new Secret(value, created, now));
        replace(next);
    }

    /** False if there is none. */
    public synchronized boolean drop(String name) {
        SortedMap<String, Secret> next = new TreeMap<>(secrets);
        if (next.remove(key(name)) == null) {
            return false;
        }
        replace(next);
        return true;
    }

    private void replace(SortedMap<String, Secret> next) {
        try {
            SecretFile.write(file(), keys.presentOrNew(), next);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write %s: %s".formatted(file(), e), e);
        }
        secrets = next;
    }

    /** Whether the settings, written or held, refer to the secret. */
    public static boolean referredTo(String name, Map<String, String> settings) {
        return SecretReferences.refer(settings, key(name));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ENGLISH);
    }
}
