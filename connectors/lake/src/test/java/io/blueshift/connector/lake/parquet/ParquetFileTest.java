package io.blueshift.connector.lake.parquet;

import com.google.common.collect.ImmutableMap;
import io.airlift.slice.Slices;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.storage.StorageConfig;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.TinyintType.TINYINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

/** Files written by DuckDB, read back: values, types, skipping, and what a broken file does. */
class ParquetFileTest {
    @TempDir
    Path directory;

    private final LakeStorage storage = new LakeStorage(new StorageConfig());
    private final ParquetPageSourceFactory factory = new ParquetPageSourceFactory(storage);

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    private Path duck(String query) {
        return duck(query, "");
    }

    private Path duck(String query, String options) {
        return DuckDb.parquet(directory.resolve("file.parquet"), query, options);
    }

    private List<ColumnMetadata> inferred(Path file) throws IOException {
        return ParquetTypes.columns(factory.footer(file.toUri().toString(), Files.size(file)));
    }

    private List<List<Object>> readAll(Path file) throws IOException {
        return rows(
                file,
                inferred(file).stream().map(column -> ParquetColumn.named(column.getName(), column.getType()))
                        .toList());
    }

    private List<List<Object>> rows(Path file, List<ParquetColumn> columns) throws IOException {
        try (ConnectorPageSource pages = source(file, columns, TupleDomain.all())) {
            return rows(pages, columns.stream().map(ParquetColumn::type).toList());
        }
    }

    private ConnectorPageSource source(Path file, List<ParquetColumn> columns, TupleDomain<ParquetColumn> predicate)
            throws IOException {
        return factory.create(ParquetScan.wholeFile(file.toUri().toString(), Files.size(file), columns, predicate));
    }

    private static List<List<Object>> rows(ConnectorPageSource pages, List<Type> types) {
        List<List<Object>> rows = new ArrayList<>();
        while (!pages.isFinished()) {
            SourcePage next = pages.getNextSourcePage();
            if (next == null) {
                continue;
            }
            Page page = next.getPage();
            for (int position = 0; position < page.getPositionCount(); position++) {
                List<Object> row = new ArrayList<>();
                for (int channel = 0; channel < types.size(); channel++) {
                    Object value = types.get(channel).getObjectValue(page.getBlock(channel), position);
                    row.add(value == null ? null : value.toString());
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void everyTypeOfDuckDb() throws IOException {
        Map<String, List<String>> expected = ImmutableMap.<String, List<String>>builder()
                .put("true", List.of("boolean", "true")).put("(-128)::TINYINT", List.of("tinyint", "-128"))
                .put("32767::SMALLINT", List.of("smallint", "32767"))
                .put("(-2147483648)::INTEGER", List.of("integer", "-2147483648"))
                .put("9223372036854775807", List.of("bigint", "9223372036854775807"))
                .put("255::UTINYINT", List.of("smallint", "255"))
                .put("65535::USMALLINT", List.of("integer", "65535"))
                .put("4294967295::UINTEGER", List.of("bigint", "4294967295"))
                .put("18446744073709551615::UBIGINT", List.of("decimal(20,0)", "18446744073709551615"))
                .put("1.5::FLOAT", List.of("real", "1.5")).put("'-inf'::DOUBLE", List.of("double", "-Infinity"))
                .put("123.45::DECIMAL(5,2)", List.of("decimal(5,2)", "123.45"))
                .put("-1234567890.12::DECIMAL(18,2)", List.of("decimal(18,2)", "-1234567890.12"))
                .put(
                        "12345678901234567890123456789012345678::DECIMAL(38,0)",
                        List.of("decimal(38,0)", "12345678901234567890123456789012345678"))
                .put("'grün'", List.of("varchar", "grün")).put("DATE '1969-12-31'", List.of("date", "1969-12-31"))
                .put("TIME '23:59:59.999999'", List.of("time(6)", "23:59:59.999999"))
                .put(
                        "TIMESTAMP '1969-12-31 23:59:59.999999'",
                        List.of("timestamp(6)", "1969-12-31 23:59:59.999999"))
                .put("TIMESTAMP_MS '2024-02-29 12:00:00.123'", List.of("timestamp(3)", "2024-02-29 12:00:00.123"))
                .put(
                        "TIMESTAMP_NS '2024-02-29 12:00:00.123456789'",
                        List.of("timestamp(9)", "2024-02-29 12:00:00.123456789"))
                .put(
                        "TIMESTAMPTZ '2024-02-29 12:00:00.123456+02:00'",
                        List.of("timestamp(6) with time zone", "2024-02-29 10:00:00.123456 UTC"))
                .put(
                        "UUID 'b9ddcb0d-9b5f-4b1c-8d0a-000000000001'",
                        List.of("uuid", "b9ddcb0d-9b5f-4b1c-8d0a-000000000001"))
                .put("[1, NULL, 3]", List.of("array(integer)", "[1, null, 3]")).buildOrThrow();
        String select = expected.keySet().stream()
                .map(sql -> sql + " AS c" + List.copyOf(expected.keySet()).indexOf(sql))
                .collect(Collectors.joining(", ", "SELECT ", ""));
        String nulls = expected.keySet().stream().map(ignored -> "NULL")
                .collect(Collectors.joining(", ", "SELECT ", ""));
        Path file = duck("(" + select + ") UNION ALL (" + nulls + ")");

        assertThat(inferred(file)).extracting(column -> column.getType().getDisplayName())
                .containsExactlyElementsOf(expected.values().stream().map(List::getFirst).toList());
        List<List<Object>> rows = readAll(file);
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst()).containsExactlyElementsOf(expected.values().stream().map(List::getLast).toList());
        assertThat(rows.get(1)).containsOnlyNulls();
    }

    @Test
    void nestedColumns() throws IOException {
        Path file = duck(
                "SELECT {'a': 1, 'b': [{'c': 'x', 'd': NULL}, NULL]} AS r, MAP {'k': 1, 'l': NULL} AS m, "
                        + "[[1], [], NULL] AS n UNION ALL SELECT NULL, NULL, NULL");
        assertThat(inferred(file)).extracting(column -> column.getType().getDisplayName()).containsExactly(
                "row(\"a\" integer, \"b\" array(row(\"c\" varchar, \"d\" integer)))",
                "map(varchar, integer)",
                "array(array(integer))");
        List<List<Object>> rows = readAll(file);
        assertThat(rows.getFirst().get(0).toString()).contains("x");
        assertThat(rows.getFirst().get(1)).isEqualTo("{k=1, l=null}");
        assertThat(rows.getFirst().get(2)).isEqualTo("[[1], [], null]");
        assertThat(rows.get(1)).containsOnlyNulls();
    }

    @Test
    void widerTypesMissingColumnsAndOtherCase() throws IOException {
        Path file = duck(
                "SELECT 7::INTEGER AS \"Id\", 1.5::FLOAT AS f, 1.25::DECIMAL(5,2) AS d, 'ab ' AS t, 'ab ' AS c");
        List<List<Object>> rows = rows(
                file,
                List.of(
                        ParquetColumn.named("id", BIGINT),
                        ParquetColumn.named("f", DOUBLE),
                        ParquetColumn.named("d", DecimalType.createDecimalType(30, 4)),
                        ParquetColumn.named("gone", VARCHAR),
                        ParquetColumn.named("t", VarcharType.createVarcharType(3)),
                        ParquetColumn.named("c", CharType.createCharType(4))));
        assertThat(rows).containsExactly(Arrays.asList("7", "1.5", "1.2500", null, "ab ", "ab  "));
    }

    @Test
    void valuesThatDoNotFitAreRefusedNotCut() {
        Path file = duck("SELECT 300 AS i, 'abcdef' AS t, 4294967295::UINTEGER AS u, 1.25::DECIMAL(5,2) AS d");
        for (ParquetColumn column : List.of(
                ParquetColumn.named("i", TINYINT),
                ParquetColumn.named("i", VARCHAR),
                ParquetColumn.named("t", VarcharType.createVarcharType(3)),
                ParquetColumn.named("t", CharType.createCharType(3)),
                ParquetColumn.named("t", BIGINT),
                ParquetColumn.named("u", INTEGER),
                ParquetColumn.named("d", DecimalType.createDecimalType(5, 1)))) {
            assertThatThrownBy(() -> rows(file, List.of(column))).as(column.toString())
                    .isInstanceOf(TrinoException.class)
                    .hasMessageContaining("file.parquet");
        }
    }

    private static TupleDomain<ParquetColumn> between(ParquetColumn column, long low, long high) {
        return TupleDomain.withColumnDomains(
                Map.of(column, Domain.create(ValueSet.ofRanges(Range.range(BIGINT, low, true, high, true)), false)));
    }

    @Test
    void skipsRowGroupsThatCannotMatch() throws IOException {
        Path file = duck("SELECT i, 'text ' || i AS t FROM range(1000000) r(i)", "ROW_GROUP_SIZE 100000");
        ParquetColumn id = ParquetColumn.named("i", BIGINT);
        ParquetColumn text = ParquetColumn.named("t", VARCHAR);
        long all;
        try (ConnectorPageSource pages = source(file, List.of(id, text), TupleDomain.all())) {
            assertThat(rows(pages, List.of(BIGINT, VARCHAR))).hasSize(1_000_000);
            all = pages.getCompletedBytes();
        }
        try (ConnectorPageSource pages = source(file, List.of(id, text), between(id, 250_000, 250_010))) {
            assertThat(rows(pages, List.of(BIGINT, VARCHAR))).hasSizeLessThan(110_000)
                    .contains(List.of("250005", "text 250005"));
            assertThat(pages.getCompletedBytes()).isLessThan(all / 5);
            assertThat(pages.getCompletedPositions().orElseThrow()).isLessThan(110_000);
        }
        // The compared column need not be read
        try (ConnectorPageSource pages = source(file, List.of(text), between(id, 250_000, 250_010))) {
            assertThat(rows(pages, List.of(VARCHAR))).hasSizeLessThan(110_000)
                    .contains(List.of("text 250005"));
        }
        try (ConnectorPageSource pages = source(file, List.of(id), between(id, -5, -1))) {
            assertThat(rows(pages, List.of(BIGINT))).isEmpty();
            assertThat(pages.getCompletedBytes()).isLessThan(100_000);
        }
        // A column that the file does not have is NULL in every row
        ParquetColumn gone = ParquetColumn.named("gone", BIGINT);
        try (ConnectorPageSource pages = source(file, List.of(id), between(gone, 1, 2))) {
            assertThat(rows(pages, List.of(BIGINT))).isEmpty();
        }
    }

    @Test
    void skipsByDictionary() throws IOException {
        Path file = duck("SELECT CASE WHEN i % 2 = 0 THEN 'a' ELSE 'z' END AS t FROM range(10000) r(i)");
        ParquetColumn text = ParquetColumn.named("t", VARCHAR);
        TupleDomain<ParquetColumn> between = TupleDomain
                .withColumnDomains(Map.of(text, Domain.singleValue(VARCHAR, Slices.utf8Slice("m"))));
        try (ConnectorPageSource pages = source(file, List.of(text), between)) {
            assertThat(rows(pages, List.of(VARCHAR))).isEmpty();
        }
    }

    @Test
    void splitsCoverEveryRowOnceAndKnowItsPosition() throws IOException {
        Path file = duck("SELECT i FROM range(500000) r(i)", "ROW_GROUP_SIZE 50000");
        long size = Files.size(file);
        List<List<Object>> rows = new ArrayList<>();
        long step = size / 7 + 1;
        for (long start = 0; start < size; start += step) {
            ParquetScan scan = new ParquetScan(
                    file.toUri().toString(),
                    size,
                    start,
                    Math.min(step, size - start),
                    List.of(ParquetColumn.named("i", BIGINT)),
                    TupleDomain.all(),
                    true);
            try (ConnectorPageSource pages = factory.create(scan)) {
                rows.addAll(rows(pages, List.of(BIGINT, BIGINT)));
            }
        }
        assertThat(rows).hasSize(500_000).allMatch(row -> row.get(0).equals(row.get(1))).doesNotHaveDuplicates();
    }

    @Test
    void countsRowsWithoutReadingColumns() throws IOException {
        Path file = duck("SELECT i FROM range(300000) r(i)");
        try (ConnectorPageSource pages = source(file, List.of(), TupleDomain.all())) {
            assertThat(rows(pages, List.of())).hasSize(300_000);
            assertThat(pages.getCompletedBytes()).isLessThan(100_000);
        }
    }

    @Test
    void truncatedAndForeignFilesAreErrorsNamingThem() throws IOException {
        Path file = duck("SELECT i, md5(i::VARCHAR) AS t FROM range(20000) r(i)", "ROW_GROUP_SIZE 5000");
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[]{0, 3, 8, 100, whole.length / 2, whole.length - 200, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertCorrupt(file);
        }
        Files.writeString(file, "id,name\n1,this is a CSV file\n");
        assertCorrupt(file);

        // Cut after it was listed: the size known is that of the whole file
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        ParquetScan scan = ParquetScan.wholeFile(
                file.toUri().toString(),
                whole.length,
                List.of(ParquetColumn.named("i", BIGINT)),
                TupleDomain.all());
        assertThatThrownBy(() -> factory.create(scan)).hasMessageContaining("file.parquet")
                .hasMessageContaining("It ends before byte " + whole.length);
    }

    private void assertCorrupt(Path file) {
        assertThatThrownBy(() -> readAll(file)).as("%s bytes", file.toFile().length()).isInstanceOfSatisfying(
                TrinoException.class,
                e -> assertThat(e.getErrorCode()).isEqualTo(LakeErrorCode.LAKE_FILE_CORRUPT.toErrorCode()))
                .hasMessageContaining("file.parquet");
    }

    @Test
    void damagedBytesEndInAnErrorOfOurs() throws IOException {
        Path file = duck(
                "SELECT i, md5(i::VARCHAR) AS t, [i, i + 1] AS l FROM range(20000) r(i)",
                "ROW_GROUP_SIZE 5000, COMPRESSION zstd");
        byte[] whole = Files.readAllBytes(file);
        List<List<Object>> rows = readAll(file);
        int errors = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            byte[] damaged = whole.clone();
            int at = random.nextInt(4, damaged.length - 8);
            for (int i = at; i < Math.min(at + 16, damaged.length - 8); i++) {
                damaged[i] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                assertThat(readAll(file)).as("seed %s", seed).hasSameSizeAs(rows);
            } catch (TrinoException e) {
                errors++;
                assertThat(e.getMessage()).as("seed %s", seed).contains("file.parquet");
            } catch (RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
        // What neither structure nor codec notices would need page checksums, which few writers write
        assertThat(errors).isGreaterThan(30);
    }
}
