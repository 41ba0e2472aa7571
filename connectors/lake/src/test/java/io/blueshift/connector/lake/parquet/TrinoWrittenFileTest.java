package io.blueshift.connector.lake.parquet;

import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.storage.StorageConfig;
import io.trino.parquet.writer.ParquetSchemaConverter;
import io.trino.parquet.writer.ParquetWriter;
import io.trino.parquet.writer.ParquetWriterOptions;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.joda.time.DateTimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

/** Files written by Trino's writer, in its modern and its Hive-compatible forms. */
class TrinoWrittenFileTest {
    private static final int ROWS = 5000;
    private static final DecimalType SHORT = DecimalType.createDecimalType(12, 3);
    private static final DecimalType LONG = DecimalType.createDecimalType(30, 3);
    private static final List<Type> TYPES = List.of(BIGINT, VARCHAR, SHORT, LONG, TimestampType.TIMESTAMP_NANOS);
    private static final List<String> NAMES = List.of("i", "t", "s", "l", "at");

    @TempDir
    Path directory;

    private final LakeStorage storage = new LakeStorage(new StorageConfig());
    private final ParquetPageSourceFactory factory = new ParquetPageSourceFactory(storage);

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    private static Page page() {
        PageBuilder builder = new PageBuilder(TYPES);
        for (int i = 0; i < ROWS; i++) {
            builder.declarePosition();
            BIGINT.writeLong(builder.getBlockBuilder(0), i);
            if (i % 3 == 0) {
                builder.getBlockBuilder(1).appendNull();
            } else {
                VARCHAR.writeSlice(builder.getBlockBuilder(1), utf8Slice("text " + i));
            }
            SHORT.writeLong(builder.getBlockBuilder(2), -i);
            LONG.writeObject(
                    builder.getBlockBuilder(3),
                    Int128.valueOf(BigInteger.valueOf(i).multiply(BigInteger.TEN.pow(20))));
            TimestampType.TIMESTAMP_NANOS
                    .writeObject(builder.getBlockBuilder(4), new LongTimestamp(i * 1_000_003L, 123_000));
        }
        return builder.build();
    }

    private Path write(MessageType schema, ParquetSchemaConverter converter, CompressionCodec codec, Page page)
            throws IOException {
        Path file = directory.resolve("trino.parquet");
        try (OutputStream out = Files.newOutputStream(file);
                ParquetWriter writer = new ParquetWriter(
                        out,
                        schema,
                        converter.getPrimitiveTypes(),
                        ParquetWriterOptions.builder().setMaxPageValueCount(500).build(),
                        codec,
                        "test",
                        Optional.of(DateTimeZone.UTC),
                        Optional.empty())) {
            writer.write(page);
        }
        return file;
    }

    private List<List<Object>> read(Path file, List<ParquetColumn> columns, TupleDomain<ParquetColumn> predicate)
            throws IOException {
        ParquetScan scan = ParquetScan.wholeFile(file.toUri().toString(), Files.size(file), columns, predicate);
        List<List<Object>> rows = new ArrayList<>();
        try (ConnectorPageSource pages = factory.create(scan)) {
            while (!pages.isFinished()) {
                SourcePage next = pages.getNextSourcePage();
                if (next == null) {
                    continue;
                }
                Page page = next.getPage();
                for (int position = 0; position < page.getPositionCount(); position++) {
                    List<Object> row = new ArrayList<>();
                    for (int channel = 0; channel < columns.size(); channel++) {
                        row.add(columns.get(channel).type().getObjectValue(page.getBlock(channel), position));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static List<List<Object>> expected(Page page) {
        return IntStream.range(0, ROWS).mapToObj(position -> {
            List<Object> row = new ArrayList<>();
            for (int channel = 0; channel < TYPES.size(); channel++) {
                row.add(TYPES.get(channel).getObjectValue(page.getBlock(channel), position));
            }
            return row;
        }).toList();
    }

    @ParameterizedTest
    @CsvSource({"false,false,ZSTD", "true,true,SNAPPY", "true,false,GZIP", "false,true,ZSTD",
            "false,false,UNCOMPRESSED"})
    void modernAndHiveForms(boolean legacyDecimals, boolean int96, CompressionCodec codec) throws IOException {
        ParquetSchemaConverter converter = new ParquetSchemaConverter(TYPES, NAMES, legacyDecimals, int96);
        Page page = page();
        Path file = write(converter.getMessageType(), converter, codec, page);
        List<ParquetColumn> columns = IntStream.range(0, NAMES.size())
                .mapToObj(i -> ParquetColumn.named(NAMES.get(i), TYPES.get(i))).toList();
        assertThat(ParquetTypes.columns(factory.footer(file.toUri().toString(), Files.size(file))))
                .extracting(column -> column.getType()).isEqualTo(TYPES);
        assertThat(read(file, columns, TupleDomain.all())).isEqualTo(expected(page));
        // A predicate never loses matching rows, whatever it may skip
        Domain some = Domain.create(ValueSet.ofRanges(Range.range(BIGINT, 1200L, true, 1300L, true)), false);
        List<List<Object>> found = read(file, columns, TupleDomain.withColumnDomains(Map.of(columns.getFirst(), some)));
        assertThat(found).containsAll(expected(page).subList(1200, 1301));
        assertThat(expected(page)).containsAll(found);
    }

    @Test
    void fieldIdsOutliveRenamesAndReusedNames() throws IOException {
        ParquetSchemaConverter converter = new ParquetSchemaConverter(TYPES, NAMES, false, false);
        GroupType plain = converter.getMessageType();
        MessageType withIds = new MessageType(
                "table",
                IntStream.range(0, NAMES.size()).mapToObj(i -> plain.getType(i).withId(i + 1)).toList());
        Path file = write(withIds, converter, CompressionCodec.ZSTD, page());
        List<List<Object>> rows = read(
                file,
                List.of(
                        // Renamed; a new column that took an old name; a new column of its own
                        new ParquetColumn("renamed", OptionalInt.of(1), BIGINT, List.of()),
                        new ParquetColumn("t", OptionalInt.of(9), INTEGER, List.of()),
                        new ParquetColumn("new", OptionalInt.of(10), VARCHAR, List.of())),
                TupleDomain.all());
        assertThat(rows).hasSize(ROWS).allMatch(row -> row.get(1) == null && row.get(2) == null);
        assertThat(rows.get(7).getFirst()).isEqualTo(7L);
    }
}
