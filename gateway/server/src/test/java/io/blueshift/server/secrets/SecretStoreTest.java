package io.blueshift.server.secrets;

import io.blueshift.server.config.StartException;
import io.blueshift.server.secrets.SecretStore.Listed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretStoreTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path directory;

    private final SecretValues values = new SecretValues();

    @Test
    void whatIsStoredIsReadAgain() throws IOException {
        SecretStore store = open(Optional.empty());
        assertThat(store.create("shop", "pearl, Größe 7")).isTrue();
        assertThat(store.create("SHOP", "another")).isFalse();
        assertThat(store.change("none", "x")).isFalse();
        store.put("empty", "");
        assertThat(store.drop("none")).isFalse();

        SecretStore again = open(Optional.empty());
        assertThat(again.value("shop")).contains("pearl, Größe 7");
        assertThat(again.value("Shop")).contains("pearl, Größe 7");
        assertThat(again.value("empty")).contains("");
        assertThat(again.list()).isEqualTo(store.list()).extracting(Listed::name).containsExactly("empty", "shop");
        assertThat(again.change("shop", "opal")).isTrue();
        assertThat(again.drop("empty")).isTrue();
        assertThat(open(Optional.empty()).value("shop")).contains("opal");
        assertThat(open(Optional.empty()).value("empty")).isEmpty();
    }

    @Test
    void filesAreEncryptedAndTheOwnersAlone() throws IOException {
        open(Optional.empty()).put("shop", "pearl-of-great-price");
        for (String name : new String[]{"secrets.bin", "secrets.key"}) {
            Path file = directory.resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            assertThat(Files.readString(file, ISO_8859_1)).doesNotContain("pearl").doesNotContain("shop");
        }
        assertThat(directory).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
        // The same content is another ciphertext each time
        byte[] before = Files.readAllBytes(directory.resolve("secrets.bin"));
        open(Optional.empty()).put("shop", "pearl-of-great-price");
        assertThat(Files.readAllBytes(directory.resolve("secrets.bin"))).isNotEqualTo(before);
    }

    @Test
    void whatACrashLeftIsNotLookedAt() throws IOException {
        open(Optional.empty()).put("shop", "pearl");
        Files.writeString(directory.resolve("secrets.bin.tmp"), "half of");
        assertThat(open(Optional.empty()).value("shop")).contains("pearl");
        open(Optional.empty()).put("shop", "opal");
        assertThat(open(Optional.empty()).value("shop")).contains("opal");
        assertThat(directory.resolve("secrets.bin.tmp")).doesNotExist();
    }

    @Test
    void aServerWithoutSecretsHasNoFiles() throws IOException {
        open(Optional.empty());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aKeyFromOutsideNeedsNoFile() throws IOException {
        open(Optional.of(KEY)).put("shop", "pearl");
        assertThat(directory.resolve("secrets.key")).doesNotExist();
        assertThat(open(Optional.of(KEY + "\n")).value("shop")).contains("pearl");
        assertThatThrownBy(() -> open(Optional.empty())).isInstanceOf(StartException.class)
                .hasMessageContaining("secrets.bin cannot be read without its key")
                .hasMessageContaining("BLUESHIFT_SECRETS_KEY");
        String other = Base64.getEncoder().encodeToString(new byte[]{1, 2, 3});
        assertThatThrownBy(() -> open(Optional.of(other))).hasMessageContaining("it has 3 bytes, not 32");
        assertThatThrownBy(() -> open(Optional.of("?"))).hasMessageContaining("it is not base64");
        assertThatThrownBy(() -> open(Optional.of("B" + KEY.substring(1)))).hasMessageContaining("with another key");
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        open(Optional.empty()).put("shop", "pearl");
        Files.setPosixFilePermissions(directory.resolve("secrets.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> open(Optional.empty())).isInstanceOf(StartException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void everyDamagedByteIsNoticed() throws IOException {
        open(Optional.of(KEY)).put("shop", "pearl");
        Path file = directory.resolve("secrets.bin");
        byte[] content = Files.readAllBytes(file);
        for (int at = 0; at < content.length; at++) {
            byte[] damaged = content.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> open(Optional.of(KEY))).as("byte %s", at).isInstanceOf(StartException.class);
        }
        Files.write(file, new byte[7]);
        assertThatThrownBy(() -> open(Optional.of(KEY))).isInstanceOf(StartException.class);
    }

    @Test
    void valuesAreMaskedFromTheMomentTheyAreKnown() throws IOException {
        open(Optional.of(KEY)).put("shop", "pearl");
        SecretValues fresh = new SecretValues();
        SecretStore.open(directory, Optional.of(KEY), fresh);
        assertThat(fresh.mask("a pearl")).isEqualTo("a ******");
        open(Optional.of(KEY)).put("long", "pearl-necklace");
        assertThat(values.mask("pearl, pearl-necklace")).isEqualTo("******, ******");
    }

    @Test
    void referencesAreHeldAndResolvedAtTheLastMoment() throws IOException {
        SecretStore store = open(Optional.of(KEY));
        SecretReferences references = new SecretReferences(store, values);
        Path file = Files.writeString(directory.resolve("password"), "first\n");
        Map<String, String> written = Map.of("a", "${SECRET:shop}", "b", "x${file:" + file + "}y", "c", "${ENV:HOME}");
        Map<String, String> held = SecretReferences.held(written);
        assertThat(held).containsEntry("a", "@{SECRET:shop}").containsEntry("b", "x@{file:" + file + "}y")
                .containsEntry("c", "${ENV:HOME}");
        assertThat(SecretReferences.written(held)).isEqualTo(written);
        assertThat(SecretStore.referredTo("Shop", written)).isTrue();
        assertThat(SecretStore.referredTo("sho", written)).isFalse();

        assertThatThrownBy(() -> references.resolve(held.get("a"))).hasMessageContaining("there is no secret 'shop'");
        String generation = references.generation(written);
        store.put("shop", "$1\\pearl");
        assertThat(references.resolve(held.get("a"))).isEqualTo("$1\\pearl");
        assertThat(references.generation(written)).isNotEqualTo(generation);
        assertThat(references.resolve(held.get("b"))).isEqualTo("xfirsty");
        Files.writeString(file, "second");
        assertThat(references.resolve(held.get("b"))).isEqualTo("xsecondy");
        assertThatThrownBy(() -> references.resolve("@{FILE:password}")).hasMessageContaining("is not absolute");
        assertThatThrownBy(() -> references.resolve("@{FILE:/no/file}"))
                .hasMessageContaining("'/no/file' cannot be read: NoSuchFileException");
    }

    private SecretStore open(Optional<String> key) throws IOException {
        return SecretStore.open(directory, key, values);
    }
}
