package io.blueshift.store.connector;

import io.blueshift.store.LocalStorePlugin;
import io.trino.Session;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Columns that change while there are rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlterTableTest {
    @TempDir
    private static Path directory;
    private DistributedQueryRunner runner;

    @BeforeAll
    void start() throws Exception {
        Session session = testSessionBuilder().setCatalog("local").setSchema("default").build();
        runner = DistributedQueryRunner.builder(session).setWorkerCount(0).build();
        runner.installPlugin(new LocalStorePlugin(directory));
        runner.createCatalog("local", "local");
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private MaterializedResult execute(String sql) {
        return runner.execute(sql);
    }

    private Object value(String sql) {
        return execute(sql).getOnlyValue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "TINYINT '-128'                   | smallint",
            "TINYINT '127'                    | decimal(5,2)",
            "SMALLINT '-5'                    | bigint",
            "SMALLINT '300'                   | real",
            "2147483647                       | bigint",
            "-2147483648                      | double",
            "2147483647                       | decimal(20,5)",
            "BIGINT '9223372036854775807'     | decimal(19,0)",
            "REAL '10.3'                      | double",
            "CAST(nan() AS real)              | double",
            "DECIMAL '-12.345'                | decimal(6,4)",
            "DECIMAL '12.345'                 | decimal(38,3)",
            "DECIMAL '12.345'                 | decimal(38,30)",
            "DECIMAL '12345678901234567890.5' | decimal(30,2)",
            "CAST('abc' AS varchar(3))        | varchar(10)",
            "CAST('abc' AS varchar(3))        | varchar",
            "CHAR 'ab'                        | char(5)",
            "TIME '12:34:56.789'              | time(9)",
            "TIMESTAMP '2020-01-02 03:04:05.678' | timestamp(6)",
            "TIMESTAMP '2020-01-02 03:04:05.678' | timestamp(12)",
            "TIMESTAMP '2020-01-02 03:04:05.678 Europe/Paris' | timestamp(9) with time zone"})
    void aWiderTypeKeepsEveryValue(String expression, String type) {
        execute("CREATE TABLE wide AS SELECT %s x, 1 n".formatted(expression));
        try {
            String cast = "CAST(%s AS %s)".formatted(expression, type);
            execute("INSERT INTO wide SELECT x, 2 FROM wide UNION ALL SELECT NULL, 3");
            execute("ALTER TABLE wide ALTER COLUMN x SET DATA TYPE " + type);
            execute("INSERT INTO wide SELECT %s, 4".formatted(cast));
            assertThat(execute("SELECT x FROM wide WHERE n <> 3").getOnlyColumnAsSet())
                    .isEqualTo(execute("SELECT " + cast).getOnlyColumnAsSet());
            String same = expression.contains("nan()") ? "is_nan(x)" : "x = " + cast;
            assertThat(value("SELECT count(*) FROM wide WHERE " + same)).isEqualTo(3L);
            assertThat(value("SELECT count(*) FROM wide WHERE x IS NULL")).isEqualTo(1L);
            assertThat(execute("DELETE FROM wide WHERE " + same).getUpdateCount()).hasValue(3);
            execute("SHOW STATS FOR wide");
            assertThat(execute("SELECT x FROM wide FOR VERSION AS OF 1").getOnlyColumnAsSet())
                    .isEqualTo(execute("SELECT " + expression).getOnlyColumnAsSet());
        } finally {
            execute("DROP TABLE wide");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"bigint | integer", "bigint | double", "integer | real", "double | real",
            "decimal(5,2) | decimal(6,4)", "varchar(5) | varchar(4)", "varchar | integer", "integer | varchar",
            "timestamp(6) | timestamp(3)", "date | timestamp(6)", "integer | decimal(10,2)"})
    void aTypeThatMightLoseSomethingIsRefused(String from, String to) {
        execute("CREATE TABLE narrow (x %s)".formatted(from));
        assertThatThrownBy(() -> execute("ALTER TABLE narrow ALTER COLUMN x SET DATA TYPE " + to))
                .hasMessageContaining("Column 'x' cannot become " + to);
        execute("DROP TABLE narrow");
    }

    @Test
    void blocksOfOldSegmentsArePrunedByTheNewType() {
        execute("CREATE TABLE pruned AS SELECT CAST(k AS integer) k, CAST(k AS decimal(5,0)) d"
                + " FROM UNNEST(sequence(1, 9999)) s(k)");
        execute("ALTER TABLE pruned ALTER COLUMN k SET DATA TYPE bigint");
        execute("ALTER TABLE pruned ALTER COLUMN d SET DATA TYPE decimal(30,2)");
        assertThat(value("SELECT count(*) FROM pruned WHERE k > 20000000000")).isEqualTo(0L);
        assertThat(value("SELECT count(*) FROM pruned WHERE k = 77 AND d = 77")).isEqualTo(1L);
        assertThat(value("SELECT count(*) FROM pruned WHERE d > 9000.5")).isEqualTo(999L);
        execute("DROP TABLE pruned");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"bigint | 7", "integer | -7", "double | 1.5E0",
            "real | REAL '1.1'",
            "decimal(10,2) | 1.25", "decimal(30,3) | DECIMAL '-1.5'", "boolean | true", "varchar | 'it''s'",
            "varchar(3) | 'abc'", "date | DATE '2020-02-29'", "timestamp(3) | TIMESTAMP '2020-02-29 01:02:03.456'"})
    void rowsThatAreThereGetTheDefaultOfANewColumn(String type, String literal) {
        execute("CREATE TABLE more AS SELECT k FROM UNNEST(sequence(1, 10)) s(k)");
        try {
            execute("ALTER TABLE more ADD COLUMN x %s DEFAULT %s NOT NULL".formatted(type, literal));
            execute("INSERT INTO more (k) VALUES 11");
            assertThat(value("SELECT count(*) FROM more WHERE x = %s".formatted(literal))).isEqualTo(11L);
            assertThat(execute("SELECT DISTINCT x FROM more").getOnlyColumnAsSet())
                    .isEqualTo(execute("SELECT CAST(%s AS %s)".formatted(literal, type)).getOnlyColumnAsSet());
            assertThat(value("SELECT count(*) FROM more WHERE x IS NULL OR x <> %s".formatted(literal)))
                    .isEqualTo(0L);
            execute("ALTER TABLE more ALTER COLUMN x DROP DEFAULT");
            assertThat(execute("UPDATE more SET k = -k WHERE k < 5").getUpdateCount()).hasValue(4);
            assertThat(value("SELECT count(*) FROM more WHERE x = %s".formatted(literal))).isEqualTo(11L);
            execute("SHOW STATS FOR more");
        } finally {
            execute("DROP TABLE more");
        }
    }

    @Test
    void aNewColumnsDefaultMayBecomeWider() {
        execute("CREATE TABLE more AS SELECT 1 k");
        execute("ALTER TABLE more ADD COLUMN r real DEFAULT REAL '1.1'");
        execute("ALTER TABLE more ADD COLUMN i integer DEFAULT 5");
        execute("ALTER TABLE more ALTER COLUMN r SET DATA TYPE double");
        execute("ALTER TABLE more ALTER COLUMN i SET DATA TYPE decimal(12,2)");
        assertThat(value("SELECT count(*) FROM more WHERE r = CAST(REAL '1.1' AS double) AND i = 5")).isEqualTo(1L);
        assertThatThrownBy(
                () -> execute("ALTER TABLE more ADD COLUMN u uuid DEFAULT UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'"))
                .hasMessageContaining("Column 'u' cannot be added to a table with rows: its default");
        execute("DROP TABLE more");
    }

    @Test
    void fieldsAreAddedRenamedAndWidenedWhileRowsStay() {
        execute("CREATE TABLE nested (k integer, r row(a integer, l array(row(x integer))),"
                + " m map(integer, row(v real)))");
        execute("INSERT INTO nested VALUES (1, row(10, array[row(1), NULL, row(NULL)]), map(array[7], array[row(1.5)])),"
                + " (2, NULL, NULL), (3, row(NULL, NULL), map(array[], array[])),"
                + " (4, row(40, array[]), map(array[1, 2], array[row(2), NULL]))");
        execute("ALTER TABLE nested ADD COLUMN r.b varchar");
        execute("ALTER TABLE nested ADD COLUMN r.l.element.y date");
        execute("ALTER TABLE nested RENAME COLUMN r.a TO c");
        execute("ALTER TABLE nested ALTER COLUMN r.c SET DATA TYPE bigint");
        execute("ALTER TABLE nested ALTER COLUMN m.value.v SET DATA TYPE double");
        execute("ALTER TABLE nested ALTER COLUMN m SET DATA TYPE map(bigint, row(v double, w integer))");
        execute("INSERT INTO nested VALUES (5, row(50000000000, array[row(5, DATE '2020-01-01')], 'five'),"
                + " map(array[50000000000], array[row(5, 6)]))");
        String all = "VALUES (1, CAST(row(10, array[row(1, NULL), NULL, row(NULL, NULL)], NULL) AS "
                + "row(c bigint, l array(row(x integer, y date)), b varchar)),"
                + " CAST(map(array[7], array[row(1.5, NULL)]) AS map(bigint, row(v double, w integer)))),"
                + " (2, NULL, NULL), (3, row(NULL, NULL, NULL), map(array[], array[])),"
                + " (4, row(40, array[], NULL), map(array[1, 2], array[row(2, NULL), NULL])),"
                + " (5, row(50000000000, array[row(5, DATE '2020-01-01')], 'five'),"
                + " map(array[50000000000], array[row(5, 6)]))";
        List<MaterializedRow> expected = execute("SELECT * FROM (" + all + ") ORDER BY 1").getMaterializedRows();
        assertThat(execute("SELECT * FROM nested ORDER BY k").getMaterializedRows()).isEqualTo(expected);
        assertThat(value("SELECT k FROM nested WHERE r.b = 'five'")).isEqualTo(5);
        assertThat(value("SELECT sum(r.c) FROM nested WHERE k < 5")).isEqualTo(50L);
        // The rows move into segments of the new types
        execute("UPDATE nested SET k = k WHERE k = 4");
        execute("ALTER TABLE nested EXECUTE optimize");
        assertThat(execute("SELECT * FROM nested ORDER BY k").getMaterializedRows()).isEqualTo(expected);
        assertThat(value("SELECT r.a FROM nested FOR VERSION AS OF 2 WHERE k = 1")).isEqualTo(10);
        execute("DROP TABLE nested");
    }

    @Test
    void fieldsThatMightLoseSomethingAreLeftAsTheyAre() {
        execute("CREATE TABLE nested (r row(a bigint, b varchar))");
        assertThatThrownBy(() -> execute("ALTER TABLE nested ALTER COLUMN r.a SET DATA TYPE integer"))
                .hasMessage("Field 'r.a' cannot become integer: values of its type bigint might change");
        assertThatThrownBy(() -> execute("ALTER TABLE nested ALTER COLUMN r SET DATA TYPE row(b bigint, a varchar)"))
                .hasMessageContaining("Column 'r' cannot become row(");
        assertThatThrownBy(() -> execute("ALTER TABLE nested DROP COLUMN r.a"))
                .hasMessageContaining("does not support dropping fields");
        assertThatThrownBy(() -> execute("ALTER TABLE nested RENAME COLUMN r.a TO b"))
                .hasMessageContaining("Field 'b' already exists");
        execute("DROP TABLE nested");
    }
}
