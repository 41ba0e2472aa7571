package io.blueshift.server.secrets;

import io.blueshift.server.config.StartException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The key of the store: given from outside, or in a file of the data directory that only the server's user may read. */
final class SecretKeys {
    private static final String FILE = "secrets.key";
    private static final int KEY_BYTES = 32;

    private final Path file;
    private final Optional<SecretKey> given;

    private SecretKeys(Path file, Optional<SecretKey> given) {
        this.file = file;
        this.given = given;
    }

    /** @throws StartException where the given key is none */
    static SecretKeys of(Path directory, Optional<String> given) {
        return new SecretKeys(directory.resolve(FILE), given.map(text -> key(text, SecretStore.KEY_VARIABLE)));
    }

    /** The key that a store was written with. */
    SecretKey present(Path store) throws IOException {
        if (given.isPresent()) {
            return given.get();
        }
        if (!Files.exists(file)) {
            throw new StartException("%s cannot be read without its key: neither %s nor the variable %s is there"
                    .formatted(store, file, SecretStore.KEY_VARIABLE));
        }
        return read();
    }

    SecretKey presentOrNew() throws IOException {
        if (given.isPresent()) {
            return given.get();
        }
        if (!Files.exists(file)) {
            byte[] bytes = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(bytes);
            PrivateFiles.replace(file, (Base64.getEncoder().encodeToString(bytes) + "\n").getBytes(UTF_8));
        }
        return read();
    }

    private SecretKey read() throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> others = new HashSet<>(Files.getPosixFilePermissions(file));
            others.removeAll(PrivateFiles.OWNER);
            if (!others.isEmpty()) {
                throw new StartException("%s is not its owner's alone: run chmod 600 on it".formatted(file));
            }
        }
        return key(Files.readString(file), file.toString());
    }

    private static SecretKey key(String text, String where) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new StartException(where + " is not a key: it is not base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new StartException("%s is not a key: it has %s bytes, not %s, before base64".formatted(where,
                    bytes.length, KEY_BYTES));
        }
        return new SecretKeySpec(bytes, "AES");
    }
}
