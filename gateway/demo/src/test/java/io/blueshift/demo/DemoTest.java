package io.blueshift.demo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The whole demo, as a user runs it, twice in a row. */
class DemoTest {
    @Test
    void runsTwiceInARowAndLeavesNothing(@TempDir Path directory) {
        for (int run = 1; run <= 2; run++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int exit = Demo.run(List.of("--exit", "--scale", "0.01", "--directory", directory.toString()),
                    DemoConsole.plain(new PrintStream(bytes, true, UTF_8)), new Teardown());
            String output = bytes.toString(UTF_8);
            assertThat(exit).as(output).isZero();
            assertShows(output);
            assertThat(directory).isEmptyDirectory();
        }
    }

    private static void assertShows(String output) {
        assertThat(output)
                .contains("PostgreSQL ", "MySQL ", "S3 object store ", "Iceberg REST catalog ", "Blueshift ")
                .contains("catalogs lake, local, mysql, postgresql, tpcds, tpch")
                .contains("postgresql.public.customer         1,500 rows",
                        "lake.sales.orders                  15,000 rows",
                        "local.sales.lineitem               60,175 rows",
                        "lake.ext.exchange_rates            2,100 rows")
                .contains("Query 1 of 6", "Query 6 of 6", "EXPLAIN says", "All six queries ran")
                // What sources were asked, and one answer that DuckDB gives too
                .contains("WHERE \"c_acctbal\" >= 9000", "`p_size` <= 5", "files 3 of 80", "2 rows")
                .contains("FRANCE   1997-01-01       8  1347315.74")
                .doesNotContain("\u001b", "rows unknown", "no report", "demo-password");
    }
}
