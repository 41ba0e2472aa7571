package io.blueshift.connector.lake.external;

import com.google.common.collect.ImmutableMap;
import io.blueshift.connector.lake.parquet.DuckDb;
import io.blueshift.connector.lake.parquet.ParquetPageSourceFactory;
import io.blueshift.connector.lake.storage.LakeStorage;
import io.blueshift.connector.lake.storage.StorageConfig;
import io.blueshift.connector.lake.table.ExternalFormat;
import io.blueshift.connector.lake.table.ExternalTableHandle;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.blueshift.connector.lake.table.LakeSplit;
import io.blueshift.connector.lake.table.LakeTableHandle;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.DynamicFilterSnapshot;
import io.trino.spi.connector.SaveMode;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;
import io.trino.testing.TestingConnectorSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** External tables from definition to rows, without an engine around them. */
class ExternalTablesTest {
    private static final SchemaTableName EVENTS = new SchemaTableName("ext", "events");

    @TempDir
    Path directory;

    private final LakeStorage storage = new LakeStorage(new StorageConfig());
    private final ParquetPageSourceFactory parquet = new ParquetPageSourceFactory(storage);
    private final ExternalReader reader = new ExternalReader(storage, parquet);

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    private ExternalTables tables() {
        ExternalFiles files = new ExternalFiles(storage);
        return new ExternalTables(
                new ExternalTableStore(new ExternalDirectory(directory.resolve("state")), TESTING_TYPE_MANAGER),
                new ExternalDefinitions(files, reader, parquet),
                files,
                new ExternalStatistics(storage, parquet));
    }

    private static ConnectorSession session() {
        return TestingConnectorSession.builder().build();
    }

    private String location() {
        return directory.resolve("data").toUri().toString();
    }

    private Path data(String file, String text) throws IOException {
        Path path = directory.resolve("data").resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private void duck(String file, String query) throws IOException {
        Path path = directory.resolve("data").resolve(file);
        Files.createDirectories(path.getParent());
        DuckDb.parquet(path, query, "");
    }

    private void create(String format, List<ColumnMetadata> columns, Map<String, Object> more) {
        Map<String, Object> properties = ImmutableMap.<String, Object>builder()
                .put("external_location", location()).put("format", format).putAll(more).buildOrThrow();
        tables().create(session(), new ConnectorTableMetadata(EVENTS, columns, properties), SaveMode.FAIL);
    }

    private List<List<Object>> rows(Domain... predicate) throws IOException {
        ExternalTables tables = tables();
        ConnectorSession session = session();
        LakeTableHandle table = tables.find(session, EVENTS).orElseThrow();
        List<LakeColumnHandle> columns = List.copyOf(tables.columns(session, table).values());
        if (predicate.length == 1) {
            table = filtered(tables, session, table, columns.getLast(), predicate[0]);
        }
        List<LakeSplit> splits = new ArrayList<>();
        tables.splits(session, table, Constraint.alwaysTrue()).getNextBatch(1000, DynamicFilterSnapshot.EMPTY).join()
                .forEach(split -> splits.add((LakeSplit) split));
        List<List<Object>> rows = new ArrayList<>();
        for (LakeSplit split : splits) {
            try (ConnectorPageSource pages = reader.open(session, split, table, columns, DynamicFilter.EMPTY)) {
                append(pages, columns.stream().map(LakeColumnHandle::type).toList(), rows);
            }
        }
        return rows;
    }

    private static LakeTableHandle filtered(
            ExternalTables tables,
            ConnectorSession session,
            LakeTableHandle table,
            ColumnHandle column,
            Domain domain) {
        Constraint constraint = new Constraint(TupleDomain.withColumnDomains(Map.of(column, domain)));
        return (LakeTableHandle) tables.applyFilter(session, table, constraint)
                .map(ConstraintApplicationResult::getHandle).orElseThrow();
    }

    private static void append(ConnectorPageSource pages, List<Type> types, List<List<Object>> rows) {
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
    }

    private static ColumnMetadata column(String name, Type type) {
        return new ColumnMetadata(name, type);
    }

    private static void assertFails(ThrowingRunnable action, LakeErrorCode code, String... parts) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(TrinoException.class, e -> {
            assertThat(e.getErrorCode()).isEqualTo(code.toErrorCode());
            assertThat(e.getMessage()).contains(parts);
        });
    }

    private interface ThrowingRunnable {
        void run() throws IOException;
    }

    @Test
    void csvWithHeaderNullsAndQuotes() throws IOException {
        data("a.csv", "id,name,score\r\n1,\"Smith, \"\"J\"\"\",1.5\r\n2,,\r\n3,\"\",-2\r\n");
        Path zipped = directory.resolve("data/b.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write("id,name,score\n4,\"two\nlines\",1e3\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        create(
                "csv",
                List.of(column("id", INTEGER), column("name", VARCHAR), column("score", DOUBLE)),
                Map.of("skip_header_line_count", 1));
        assertThat(rows()).containsExactlyInAnyOrder(
                List.of("1", "Smith, \"J\"", "1.5"),
                Arrays.asList("2", null, null),
                List.of("3", "", "-2.0"),
                List.of("4", "two\nlines", "1000.0"));
    }

    @Test
    void csvMistakesNameFileLineAndColumn() throws IOException {
        List<ColumnMetadata> columns = List.of(column("id", INTEGER), column("name", VARCHAR));
        data("a.csv", "id,name\n1,x\n");
        assertFails(() -> create("CSV", columns, Map.of()), LakeErrorCode.LAKE_BAD_ROW, "a.csv, line 1",
                "column id: 'id'", "skip_header_line_count");
        create("CSV", columns, Map.of("skip_header_line_count", 1));
        data("b.csv", "id,name\n1,\"x\ny\"\n2\n");
        assertFails(this::rows, LakeErrorCode.LAKE_BAD_ROW, "b.csv, line 4", "1 fields", "[id, name]");
        data("b.csv", "id,name\n1,x\n2,y,z\n");
        assertFails(this::rows, LakeErrorCode.LAKE_BAD_ROW, "b.csv, line 3", "3 fields");
        data("b.csv", "id,name\n1,x\n9999999999,y\n");
        assertFails(this::rows, LakeErrorCode.LAKE_BAD_ROW, "b.csv, line 3",
                "column id: '9999999999' is no integer (it is out of range)");
        data("b.csv", "id,name\n1,\"x\n");
        assertFails(this::rows, LakeErrorCode.LAKE_FILE_CORRUPT, "b.csv", "line 2", "never closed");
        data("b.csv.gz", "this is not gzip");
        Files.delete(directory.resolve("data/b.csv"));
        assertFails(this::rows, LakeErrorCode.LAKE_FILE_CORRUPT, "b.csv.gz");
    }

    @Test
    void parquetColumnsAndPartitionsAreInferred() throws IOException {
        duck("dt=2024-01-01/n=1/a.parquet", "SELECT 1 AS id, 'x' AS t");
        duck("dt=2024-01-02/n=2/b.parquet", "SELECT 2 AS id, 'y' AS t");
        duck("dt=__HIVE_DEFAULT_PARTITION__/n=3/c.parquet", "SELECT 3 AS id, 'z' AS t");
        data("_SUCCESS", "");
        tables().register(session(), EVENTS, location(), ExternalFormat.PARQUET);
        ConnectorTableMetadata described = tables()
                .describe(session(), tables().find(session(), EVENTS).orElseThrow());
        assertThat(described.getColumns()).extracting(ColumnMetadata::getName).containsExactly("id", "t", "dt", "n");
        assertThat(described.getColumns()).extracting(ColumnMetadata::getType).containsExactly(INTEGER, VARCHAR, DATE,
                BIGINT);
        assertThat(rows()).containsExactlyInAnyOrder(
                List.of("1", "x", "2024-01-01", "1"),
                List.of("2", "y", "2024-01-02", "2"),
                Arrays.asList("3", "z", null, "3"));
        assertThat(rows(Domain.singleValue(BIGINT, 2L))).containsExactly(List.of("2", "y", "2024-01-02", "2"));
    }

    @Test
    void partitionPredicatesPruneFilesAndAreSaidInTheHandle() throws IOException {
        for (int day = 1; day <= 9; day++) {
            data("dt=2024-01-0" + day + "/a.csv", day + "\n");
        }
        create("CSV", List.of(column("id", INTEGER), column("dt", DATE)), Map.of("partitioned_by", List.of("dt")));
        ExternalTables tables = tables();
        ConnectorSession session = session();
        LakeTableHandle table = tables.find(session, EVENTS).orElseThrow();
        ColumnHandle dt = tables.columns(session, table).get("dt");
        long day = LocalDate.of(2024, 1, 5).toEpochDay();
        ConstraintApplicationResult<?> result = tables.applyFilter(
                session,
                table,
                new Constraint(TupleDomain.withColumnDomains(Map.of(dt, Domain.singleValue(DATE, day)))))
                .orElseThrow();
        assertThat(result.getRemainingFilter().isAll()).isTrue();
        ExternalTableHandle handle = (ExternalTableHandle) result.getHandle();
        assertThat(handle.toString()).contains("ext.events").contains(location()).contains("1 of 9 files")
                .contains("dt");
        assertThat(tables.statistics(session, handle).getRowCount().getValue()).isEqualTo(1);
        assertThat(tables.statistics(session, table).getRowCount().getValue()).isEqualTo(9);
        assertThat(rows(Domain.singleValue(DATE, day))).containsExactly(List.of("5", "2024-01-05"));
        // Nothing new to push a second time
        assertThat(tables.applyFilter(session, handle, new Constraint(handle.enforced().transformKeys(c -> c))))
                .isEmpty();
    }

    @Test
    void filesWithOtherColumnsAreMergedByName() throws IOException {
        duck("a.parquet", "SELECT 1::INTEGER AS id, 'old' AS t");
        duck("b.parquet", "SELECT 'new' AS t, 2::BIGINT AS id, 7 AS added");
        Files.setLastModifiedTime(directory.resolve("data/a.parquet"),
                java.nio.file.attribute.FileTime.fromMillis(1000));
        tables().register(session(), EVENTS, location(), ExternalFormat.PARQUET);
        assertThat(rows()).containsExactlyInAnyOrder(Arrays.asList("old", "1", null), List.of("new", "2", "7"));
        duck("c.parquet", "SELECT 'not a number' AS id");
        assertThatThrownBy(this::rows).hasMessageContaining("c.parquet").hasMessageContaining("id");
    }

    @Test
    void wrongPathsAndDefinitionsAreErrors() throws IOException {
        List<ColumnMetadata> columns = List.of(column("id", INTEGER), column("t", VARCHAR));
        assertFails(() -> create("PARQUET", columns, Map.of()), LakeErrorCode.LAKE_NO_FILES, "No files at", "data");
        assertFails(
                () -> tables().register(session(), EVENTS, location(), ExternalFormat.PARQUET),
                LakeErrorCode.LAKE_NO_FILES,
                "No files at");
        data("a.parquet", "id,t\n1,x\n");
        assertFails(() -> create("PARQUET", columns, Map.of()), LakeErrorCode.LAKE_FILE_CORRUPT, "a.parquet");
        duck("a.parquet", "SELECT 1 AS id, 'x' AS name");
        assertFails(() -> create("PARQUET", columns, Map.of()), LakeErrorCode.LAKE_BAD_DEFINITION, "no column t",
                "[id, name]");
        assertFails(() -> create("CSV", columns, Map.of()), LakeErrorCode.LAKE_FILE_CORRUPT, "it is a Parquet file");
        assertFails(
                () -> create("PARQUET", columns, Map.of("partitioned_by", List.of("dt"))),
                LakeErrorCode.LAKE_BAD_DEFINITION,
                "[dt]");
        assertFails(
                () -> create("PARQUET", columns, Map.of("partitioned_by", List.of("t"))),
                LakeErrorCode.LAKE_BAD_DEFINITION,
                "is in no directory t=");
        assertThatThrownBy(() -> create("ORC", columns, Map.of())).hasMessageContaining("[PARQUET, CSV]");
        assertThatThrownBy(() -> create("PARQUET", columns, Map.of("csv_quote", "'")))
                .hasMessageContaining("csv_quote is for");
        assertThat(tables().find(session(), EVENTS)).isEmpty();
    }

    @Test
    void definitionsOutliveTheProcessAndDroppingLeavesTheFiles() throws IOException {
        Path file = data("a.txt", "1|'it\\'s'|\\N\n");
        create(
                "CSV",
                List.of(column("Ä b", INTEGER), column("t", VARCHAR), column("u", VARCHAR)),
                Map.of("csv_separator", "|", "csv_quote", "'", "csv_escape", "\\", "null_format", "\\N"));
        assertThat(rows()).containsExactly(Arrays.asList("1", "it's", null));
        ExternalTables later = tables();
        LakeTableHandle table = later.find(session(), EVENTS).orElseThrow();
        assertThat(later.list(session(), Optional.empty())).containsExactly(EVENTS);
        assertThat(later.describe(session(), table).getProperties())
                .containsEntry("csv_separator", "|").containsEntry("csv_escape", "\\")
                .containsEntry("null_format", "\\N");

        later.setComment(session(), table, Optional.of("hello"));
        SchemaTableName renamed = new SchemaTableName("ext", "Über/../x");
        later.rename(session(), later.find(session(), EVENTS).orElseThrow(), renamed);
        assertThat(later.list(session(), Optional.of("ext"))).containsExactly(renamed);
        assertThat(later.find(session(), EVENTS)).isEmpty();
        LakeTableHandle moved = later.find(session(), renamed).orElseThrow();
        assertThat(later.describe(session(), moved).getComment()).contains("hello");
        later.drop(session(), moved);
        assertThat(later.list(session(), Optional.empty())).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void brokenDefinitionsAreNamed() throws IOException {
        Path file = directory.resolve("state/ext/events.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"version\": 7}");
        assertFails(() -> tables().find(session(), EVENTS), LakeErrorCode.LAKE_BAD_DEFINITION, "events.json",
                "version 7");
        Files.writeString(file, "not json");
        assertFails(() -> tables().find(session(), EVENTS), LakeErrorCode.LAKE_BAD_DEFINITION, "events.json");
    }
}
