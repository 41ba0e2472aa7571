package io.blueshift.connector.lake.external;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.blueshift.connector.lake.table.CsvDialect;
import io.blueshift.connector.lake.table.ExternalDefinition;
import io.blueshift.connector.lake.table.ExternalFormat;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.type.ArrayType;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.session.PropertyMetadata.integerProperty;
import static io.trino.spi.session.PropertyMetadata.stringProperty;
import static io.trino.spi.type.VarcharType.VARCHAR;

/**
 * The properties of {@code CREATE TABLE ... WITH (...)} that make a table external. {@code external_location} is what tells
 * an external table from one that the lake owns.
 */
public final class ExternalTableProperties {
    /** Where the files are. */
    public static final String EXTERNAL_LOCATION = "external_location";
    /** PARQUET or CSV; also understood, as PARQUET only, by tables that the lake owns. */
    public static final String FORMAT = "format";
    static final String PARTITIONED_BY = "partitioned_by";
    static final String CSV_SEPARATOR = "csv_separator";
    static final String CSV_QUOTE = "csv_quote";
    static final String CSV_ESCAPE = "csv_escape";
    static final String SKIP_HEADER_LINE_COUNT = "skip_header_line_count";
    static final String NULL_FORMAT = "null_format";

    private ExternalTableProperties() {}

    /** All of them, {@link #FORMAT} included. */
    public static List<PropertyMetadata<?>> all() {
        return ImmutableList.of(
                stringProperty(EXTERNAL_LOCATION, "Directory or file of an external table", null, false),
                stringProperty(FORMAT, "Format of the files: PARQUET or CSV", null, false),
                names(PARTITIONED_BY, "Columns whose values are in the names of directories: dt=2024-01-01"),
                stringProperty(CSV_SEPARATOR, "Character between fields; a comma by default", null, false),
                stringProperty(CSV_QUOTE, "Character around fields; a double quote by default, '' for none", null,
                        false),
                stringProperty(
                        CSV_ESCAPE,
                        "Character that makes the next one literal in quotes; by default quotes are doubled",
                        null,
                        false),
                integerProperty(SKIP_HEADER_LINE_COUNT, "Lines without data at the start of each file", null, false),
                stringProperty(NULL_FORMAT, "Unquoted text that means NULL; the empty text by default", null, false));
    }

    /** Whether CREATE TABLE's properties ask for an external table. */
    public static boolean isExternal(Map<String, Object> properties) {
        return properties.get(EXTERNAL_LOCATION) != null;
    }

    static ExternalFormat format(Map<String, Object> properties) {
        String name = Optional.ofNullable((String) properties.get(FORMAT))
                .orElseThrow(
                        () -> invalid("An external table needs format = " + Arrays.toString(ExternalFormat.values())));
        return format(name);
    }

    static ExternalFormat format(String name) {
        try {
            return ExternalFormat.valueOf(name.toUpperCase(Locale.ENGLISH));
        } catch (IllegalArgumentException e) {
            throw invalid(
                    "Unknown format '%s': use one of %s".formatted(name, Arrays.toString(ExternalFormat.values())));
        }
    }

    @SuppressWarnings("unchecked")
    static List<String> partitionedBy(Map<String, Object> properties) {
        return Optional.ofNullable((List<String>) properties.get(PARTITIONED_BY)).orElse(List.of());
    }

    static CsvDialect csv(Map<String, Object> properties, ExternalFormat format) {
        if (format != ExternalFormat.CSV) {
            for (String name : List.of(CSV_SEPARATOR, CSV_QUOTE, CSV_ESCAPE, SKIP_HEADER_LINE_COUNT, NULL_FORMAT)) {
                if (properties.get(name) != null) {
                    throw invalid("%s is for format = 'CSV'".formatted(name));
                }
            }
            return CsvDialect.RFC_4180;
        }
        char separator = character(properties, CSV_SEPARATOR, Optional.of(CsvDialect.RFC_4180.separator()))
                .orElseThrow(() -> invalid(CSV_SEPARATOR + " may not be empty"));
        Optional<Character> quote = character(properties, CSV_QUOTE, CsvDialect.RFC_4180.quote());
        Optional<Character> escape = character(properties, CSV_ESCAPE, Optional.empty());
        int skip = Optional.ofNullable((Integer) properties.get(SKIP_HEADER_LINE_COUNT)).orElse(0);
        if (skip < 0) {
            throw invalid(SKIP_HEADER_LINE_COUNT + " may not be negative");
        }
        if (quote.filter(value -> value == separator).isPresent()
                || escape.filter(value -> value == separator).isPresent()) {
            throw invalid("The separator cannot be quote or escape at the same time");
        }
        String nullFormat = Optional.ofNullable((String) properties.get(NULL_FORMAT)).orElse("");
        // Escaping a quote by a quote is what happens without an escape character
        return new CsvDialect(separator, quote, escape.filter(value -> !quote.equals(escape)), skip, nullFormat);
    }

    private static Optional<Character> character(
            Map<String, Object> properties,
            String name,
            Optional<Character> byDefault) {
        String text = (String) properties.get(name);
        if (text == null) {
            return byDefault;
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String character = text.equals("\\t") ? "\t" : text;
        if (character.length() != 1 || character.charAt(0) >= 128 || "\r\n".contains(character)) {
            throw invalid("%s must be one ASCII character, not '%s'".formatted(name, text));
        }
        return Optional.of(character.charAt(0));
    }

    /** The properties that would define the same table again, for SHOW CREATE TABLE. */
    static Map<String, Object> of(ExternalDefinition definition) {
        ImmutableMap.Builder<String, Object> properties = ImmutableMap.builder();
        properties.put(EXTERNAL_LOCATION, definition.location());
        properties.put(FORMAT, definition.format().name());
        List<String> partitions = definition.partitionColumns().stream().map(LakeColumnHandle::name).toList();
        if (!partitions.isEmpty()) {
            properties.put(PARTITIONED_BY, partitions);
        }
        if (definition.format() == ExternalFormat.CSV) {
            CsvDialect csv = definition.csv();
            properties.put(CSV_SEPARATOR, Character.toString(csv.separator()));
            properties.put(CSV_QUOTE, csv.quote().map(String::valueOf).orElse(""));
            csv.escape().ifPresent(escape -> properties.put(CSV_ESCAPE, escape.toString()));
            properties.put(SKIP_HEADER_LINE_COUNT, csv.skipHeaderLines());
            properties.put(NULL_FORMAT, csv.nullFormat());
        }
        return properties.buildOrThrow();
    }

    private static PropertyMetadata<?> names(String name, String description) {
        return new PropertyMetadata<>(
                name,
                description,
                new ArrayType(VARCHAR),
                List.class,
                null,
                false,
                value -> ((List<?>) value).stream().map(item -> ((String) item).toLowerCase(Locale.ENGLISH)).toList(),
                value -> value);
    }

    private static TrinoException invalid(String message) {
        return new TrinoException(StandardErrorCode.INVALID_TABLE_PROPERTY, message);
    }
}
