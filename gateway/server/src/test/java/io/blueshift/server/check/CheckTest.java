package io.blueshift.server.check;

import io.blueshift.store.catalog.ColumnDefinition;
import io.blueshift.store.catalog.LocalStore;
import io.blueshift.store.catalog.TableVersion;
import io.trino.spi.connector.SchemaTableName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What {@code ./blueshift check} prints and how it ends; what it finds is tested beside the store. */
class CheckTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path data;
    private UUID table;

    @BeforeEach
    void makeStore() throws IOException {
        table = UUID.randomUUID();
        try (LocalStore store = LocalStore.open(data.resolve("tables").resolve("local"), TESTING_TYPE_MANAGER)) {
            store.prepareTable(table);
            ColumnDefinition column = new ColumnDefinition(1, "x", BIGINT, true, Optional.empty(), Optional.empty());
            store.createTable(new SchemaTableName("default", "t"),
                    TableVersion.first(table, Optional.empty(), Map.of(), List.of(column)), false);
        }
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return Check.run(arguments, Map.of(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private String[] withData(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--data-directory";
        all[arguments.length + 1] = data.toString();
        return all;
    }

    @Test
    void aSoundStoreGivesOneLineAndZero() {
        String summary = "Checked: tables 1, versions 1, segments 0, delete vectors 0, bytes 0, seconds [0-9.]+; faults 0\n";
        for (String[] arguments : List.of(withData(), withData("default.t"), withData("local.default.t"),
                new String[]{"--data-directory=" + data.resolve("tables").resolve("local")})) {
            assertThat(run(arguments)).isZero();
            assertThat(out.toString(UTF_8)).matches(summary);
            assertThat(err.toString(UTF_8)).isEmpty();
        }
    }

    @Test
    void aFaultGivesALineAndOne() throws IOException {
        Path manifest = data.resolve("tables/local/tables").resolve(table.toString())
                .resolve("manifests/00000000000000000001.avro");
        Files.writeString(manifest, "nonsense");
        assertThat(run(withData())).isEqualTo(Check.FAULTS);
        List<String> lines = out.toString(UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).startsWith("local.default.t: not a sound manifest: ")
                .endsWith(": %s, offset 0".formatted(manifest));
        assertThat(lines.getLast()).endsWith("; faults 1");
    }

    @Test
    void whatCannotBeDoneIsSaidAndGivesTwo() {
        for (String[] arguments : List.of(withData("default.none"), withData("t"), withData("default.t", "default.u"),
                new String[]{"--data-directory", data.resolve("none").toString()}, withData("--wrong", "x"),
                new String[]{"--data-directory"})) {
            assertThat(run(arguments)).isEqualTo(Check.USAGE);
            assertThat(err.toString(UTF_8)).startsWith("blueshift check: ").contains(CheckOptions.USAGE);
            assertThat(out.toString(UTF_8)).isEmpty();
        }
    }
}
