package io.blueshift.demo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The demo's small parts, without servers. */
class DemoPartsTest {
    @Test
    void optionsAreRead() {
        DemoOptions options = DemoOptions
                .parse(List.of("--scale", "1", "--exit", "--port", "9000", "--directory", "/d"));
        assertThat(options.scale()).isEqualTo(1);
        assertThat(options.exit()).isTrue();
        assertThat(options.port()).hasValue(9000);
        assertThat(options.directory()).hasValue(Path.of("/d"));
        assertThat(options.generatorSchema()).isEqualTo("sf1");
        assertThat(DemoOptions.parse(List.of()).generatorSchema()).isEqualTo("sf0.05");
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--scale", "0")))
                .hasMessage("--scale wants a number above 0, at most 100, not 0");
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--port", "x"))).hasMessageContaining("--port");
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--scale"))).hasMessage("--scale wants a value");
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--quick"))).hasMessage("Unexpected argument: --quick");
    }

    @Test
    void helpAndUsageErrorsDoNotStartAnything() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DemoConsole console = DemoConsole.plain(new PrintStream(out, true, UTF_8));
        assertThat(Demo.run(List.of("--help"), console, new Teardown())).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Usage: blueshift demo").contains("--scale");
        assertThat(Demo.run(List.of("--quick"), console, new Teardown())).isEqualTo(2);
    }

    @Test
    void tablesAreAligned() {
        assertThat(TextTable.render(List.of("nation", "revenue"),
                List.of(List.of("PERU", "12.50"), List.of("CHINA", "-3"), List.of("x".repeat(60), ""))))
                .containsExactly("nation" + " ".repeat(42) + "  revenue", "-".repeat(48) + "  -------",
                        "PERU" + " ".repeat(44) + "    12.50", "CHINA" + " ".repeat(43) + "       -3",
                        "x".repeat(47) + "…");
        assertThatThrownBy(() -> TextTable.render(List.of("a"), List.of(List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void queriesHaveATitleAndOneStatement() {
        List<DemoQuery> queries = DemoQuery.all();
        assertThat(queries).hasSize(6);
        assertThat(queries).allSatisfy(query -> {
            assertThat(query.title()).isNotBlank();
            assertThat(query.remarks()).isNotEmpty();
            assertThat(query.sql()).startsWith("SELECT").doesNotContain(";");
        });
        assertThat(queries).filteredOn(DemoQuery::explained).hasSize(1);
    }

    @Test
    void ratesCoverEveryNationAndMonthOfTheOrders() {
        assertThat(ExchangeRates.all()).hasSize(84 * 25);
        assertThat(ExchangeRates.all()).allSatisfy(rate -> assertThat(rate.perDollar()).isGreaterThan(BigDecimal.ZERO));
        assertThat(ExchangeRates.csv())
                .startsWith("month,nation,currency,per_dollar\n1992-01-01,ALGERIA,DZD,21.4320\n");
        assertThat(ExchangeRates.csv().lines().allMatch(line -> line.split(",").length == 4)).isTrue();
    }

    @Test
    void longTextsAreBrokenAtBlanks() {
        List<String> lines = QueryShow.wrap("SELECT " + "column_with_a_name, ".repeat(20).strip());
        assertThat(lines).hasSizeGreaterThan(3).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(112));
        assertThat(QueryShow.wrap("y".repeat(300))).hasSize(1);
    }

    @Test
    void directoriesAreClaimedEmptiedAndRemoved(@TempDir Path parent) throws Exception {
        Path first;
        try (DemoDirectory one = DemoDirectory.claim(parent); DemoDirectory two = DemoDirectory.claim(parent)) {
            first = one.path();
            assertThat(two.path()).isNotEqualTo(first);
            Files.createDirectories(first.resolve("left/over"));
        }
        assertThat(parent).isEmptyDirectory();
        // As a killed demo leaves it
        Files.createDirectories(first.resolve("left/over"));
        try (DemoDirectory again = DemoDirectory.claim(parent)) {
            assertThat(again.path()).isEqualTo(first);
            assertThat(first.resolve("left")).doesNotExist();
        }
    }

    @Test
    void whatSourcesAreAskedIsTakenFromThePlan() {
        assertThat(PlanExcerpt.ofSources("""
                Fragment 0 [SINGLE]
                    Output[columnNames = [x]]
                    └─ InnerJoin[criteria = (a = b)]
                       ├─ ScanFilter[table = postgresql:SELECT "a" FROM "t", filterPredicate = true]
                       │      Layout: [a:bigint]
                       ├─ TableScan[table = lake:sales.orders]
                       └─ TableScan[table = compiled:pipelines
                            Pipeline 1
                                Scan mysql:SELECT `b` FROM `u` -> [b]
                                => output]
                """)).containsExactly("ScanFilter[table = postgresql:SELECT \"a\" FROM \"t\", filterPredicate = true]",
                "TableScan[table = lake:sales.orders]", "Scan mysql:SELECT `b` FROM `u` -> [b]");
    }
}
