package io.blueshift.server.secrets;

import io.blueshift.server.config.StartException;
import io.blueshift.server.secrets.SecretStore.Secret;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The store's file, version 1. Integers are big-endian.
 *
 * <pre>
 * offset  bytes
 *      0      8  "BLUESECR"
 *      8      4  version, 1
 *     12      8  which key: the first bytes of SHA-256 of "blueshift-secrets" and the key
 *     20     12  nonce, random for every write
 *     32         AES-256-GCM (NIST SP 800-38D), tag of 16 bytes at the end; bytes 0 to 31 are authenticated with it
 * </pre>
 *
 * What is encrypted: the number of secrets (4 bytes), then for each, by name: length (4) and name in UTF-8, when it was
 * created and when changed (8 each, milliseconds since 1970), length (4) and value in UTF-8.
 */
final class SecretFile {
    private static final byte[] MAGIC = "BLUESECR".getBytes(UTF_8);
    private static final int VERSION = 1;
    private static final int KEY_ID_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = MAGIC.length + Integer.BYTES + KEY_ID_BYTES + NONCE_BYTES;

    private SecretFile() {}

    /** @throws StartException where it is damaged, of a later version, or was written with another key */
    static SortedMap<String, Secret> read(Path file, SecretKey key) throws IOException {
        byte[] content = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(content);
        if (content.length < HEADER_BYTES || !Arrays.equals(MAGIC, bytes(header, MAGIC.length))) {
            throw new StartException(file + " is damaged, or no store of secrets");
        }
        int version = header.getInt();
        if (version != VERSION) {
            throw new StartException("%s is of version %s; this server knows version %s".formatted(file, version,
                    VERSION));
        }
        if (!Arrays.equals(keyId(key), bytes(header, KEY_ID_BYTES))) {
            throw new StartException(file + " was written with another key");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, bytes(header, NONCE_BYTES));
            cipher.updateAAD(content, 0, HEADER_BYTES);
            return decode(cipher.doFinal(content, HEADER_BYTES, content.length - HEADER_BYTES));
        } catch (AEADBadTagException e) {
            throw new StartException(file + " is damaged");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES/GCM", e);
        }
    }

    static void write(Path file, SecretKey key, SortedMap<String, Secret> secrets) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(VERSION).put(keyId(key)).put(nonce)
                .array();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce);
            cipher.updateAAD(header);
            byte[] encrypted = cipher.doFinal(encode(secrets));
            PrivateFiles.replace(file, ByteBuffer.allocate(HEADER_BYTES + encrypted.length).put(header).put(encrypted)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES/GCM", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] keyId(SecretKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("blueshift-secrets".getBytes(UTF_8));
            return Arrays.copyOf(digest.digest(key.getEncoded()), KEY_ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] encode(SortedMap<String, Secret> secrets) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DataOutputStream output = new DataOutputStream(content);
        output.writeInt(secrets.size());
        for (Entry<String, Secret> entry : secrets.entrySet()) {
            writeText(output, entry.getKey());
            output.writeLong(entry.getValue().created().toEpochMilli());
            output.writeLong(entry.getValue().changed().toEpochMilli());
            writeText(output, entry.getValue().value());
        }
        return content.toByteArray();
    }

    private static SortedMap<String, Secret> decode(byte[] content) throws IOException {
        DataInputStream input = new DataInputStream(new ByteArrayInputStream(content));
        SortedMap<String, Secret> secrets = new TreeMap<>();
        int count = input.readInt();
        for (int index = 0; index < count; index++) {
            String name = readText(input);
            Instant created = Instant.ofEpochMilli(input.readLong());
            Instant changed = Instant.ofEpochMilli(input.readLong());
            secrets.put(name, new Secret(readText(input), created, changed));
        }
        return secrets;
    }

    private static void writeText(DataOutputStream output, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        output.writeInt(bytes.length);
        output.write(bytes);
    }

    private static String readText(DataInputStream input) throws IOException {
        return new String(input.readNBytes(input.readInt()), UTF_8);
    }

    private static byte[] bytes(ByteBuffer buffer, int count) {
        byte[] bytes = new byte[count];
        buffer.get(bytes);
        return bytes;
    }
}
