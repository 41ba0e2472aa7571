package io.blueshift.connector.lake.iceberg;

import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Types;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table property {@code partitioning}: each entry a column, or {@code year(c)}, {@code month(c)}, {@code day(c)},
 * {@code hour(c)}, {@code bucket(c, n)}, {@code truncate(c, n)}. Column names that are no plain identifiers stand in double
 * quotes.
 */
final class IcebergPartitioning {
    private static final String COLUMN = "(\"(?:[^\"]|\"\")+\"|[a-zA-Z_][a-zA-Z0-9_]*)";
    private static final Pattern IDENTITY = Pattern.compile(COLUMN);
    private static final Pattern TRANSFORM = Pattern
            .compile("([a-zA-Z]+)\\s*\\(\\s*" + COLUMN + "\\s*(?:,\\s*(\\d{1,9}))?\\s*\\)");
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private IcebergPartitioning() {}

    static PartitionSpec parse(Schema schema, List<String> entries) {
        PartitionSpec.Builder builder = PartitionSpec.builderFor(schema);
        for (String entry : entries) {
            try {
                add(builder, schema, entry.trim());
            } catch (ValidationException | IllegalArgumentException e) {
                throw invalid(entry, e.getMessage());
            }
        }
        try {
            return builder.build();
        } catch (ValidationException | IllegalArgumentException e) {
            throw invalid(String.join(", ", entries), e.getMessage());
        }
    }

    private static void add(PartitionSpec.Builder builder, Schema schema, String entry) {
        Matcher identity = IDENTITY.matcher(entry);
        if (identity.matches()) {
            builder.identity(column(schema, entry, identity.group(1)));
            return;
        }
        Matcher transform = TRANSFORM.matcher(entry);
        if (!transform.matches()) {
            throw invalid(entry,
                    "expected column, year|month|day|hour(column), bucket(column, n) or truncate(column, n)");
        }
        String column = column(schema, entry, transform.group(2));
        boolean hasWidth = transform.group(3) != null;
        int width = hasWidth ? Integer.parseInt(transform.group(3)) : 0;
        String function = transform.group(1).toLowerCase(Locale.ENGLISH);
        switch (function + (hasWidth ? "/n" : "")) {
            case "identity" -> builder.identity(column);
            case "year" -> builder.year(column);
            case "month" -> builder.month(column);
            case "day" -> builder.day(column);
            case "hour" -> builder.hour(column);
            case "bucket/n" -> builder.bucket(column, width);
            case "truncate/n" -> builder.truncate(column, width);
            default -> throw invalid(entry, "unknown function " + function + " or wrong number of arguments");
        }
    }

    private static String column(Schema schema, String entry, String written) {
        String name = written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written;
        Types.NestedField field = schema.caseInsensitiveFindField(name);
        if (field == null || schema.columns().stream().noneMatch(field::equals)) {
            throw invalid(entry, "no column " + name + " among " + schema.columns().stream().map(
                    Types.NestedField::name).toList());
        }
        return field.name();
    }

    private static TrinoException invalid(String entry, String reason) {
        return new TrinoException(StandardErrorCode.INVALID_TABLE_PROPERTY,
                "Invalid partitioning '%s': %s".formatted(entry, reason));
    }

    static List<String> format(PartitionSpec spec) {
        return spec.fields().stream().filter(field -> !field.transform().isVoid())
                .map(field -> format(spec.schema(), field)).toList();
    }

    private static String format(Schema schema, PartitionField field) {
        String name = schema.findColumnName(field.sourceId()).toLowerCase(Locale.ENGLISH);
        String column = PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
        String transform = field.transform().toString();
        int bracket = transform.indexOf('[');
        if (field.transform().isIdentity()) {
            return column;
        }
        return bracket < 0
                ? "%s(%s)".formatted(transform, column)
                : "%s(%s, %s)".formatted(transform.substring(0, bracket), column,
                        transform.substring(bracket + 1, transform.length() - 1));
    }
}
