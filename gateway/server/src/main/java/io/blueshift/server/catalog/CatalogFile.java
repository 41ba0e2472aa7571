package io.blueshift.server.catalog;

import io.blueshift.server.secrets.PrivateFiles;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads and writes one {@code NAME.properties}: Java's properties format, in UTF-8. */
final class CatalogFile {
    private CatalogFile() {}

    static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new StringReader(Files.readString(file))) {
            properties.load(reader);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key).strip()));
        return values;
    }

    /** Replaces the file as a whole, or leaves the old one: a reader never sees half of it. Readable by the owner only. */
    static void write(Path file, Map<String, String> properties) throws IOException {
        StringBuilder text = new StringBuilder("# Written by CREATE CATALOG\n");
        new TreeMap<>(properties).forEach((key, value) -> text.append(escape(key, true)).append('=')
                .append(escape(value, false)).append('\n'));
        PrivateFiles.replace(file, text.toString().getBytes(UTF_8));
    }

    private static String escape(String text, boolean key) {
        StringBuilder escaped = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean special = character == '\\' || key && "=: #!".indexOf(character) >= 0
                    || character == ' ' && index == 0;
            switch (character) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> escaped.append(special ? "\\" : "").append(character);
            }
        }
        return escaped.toString();
    }
}
