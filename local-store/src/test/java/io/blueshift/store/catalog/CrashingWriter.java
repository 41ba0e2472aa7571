package io.blueshift.store.catalog;

import io.blueshift.store.StoreFixture;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.SchemaTableName;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;

/**
 * The process that {@link CrashTest} kills: works through an endless list of commits, each known by its number, and
 * prints the number once the commit has returned. Ends by itself when its parent does.
 */
final class CrashingWriter {
    private final LocalStore store;
    private final StoreFixture fixture;

    private CrashingWriter(LocalStore store) {
        this.store = store;
        this.fixture = new StoreFixture(store);
    }

    public static void main(String[] arguments) throws IOException {
        Thread.ofPlatform().daemon().start(CrashingWriter::exitWithParent);
        LocalStore store = LocalStore.open(Path.of(arguments[0]), TESTING_TYPE_MANAGER);
        CrashingWriter writer = new CrashingWriter(store);
        for (int step = Integer.parseInt(arguments[1]);; step++) {
            writer.run(step);
            System.out.println(step);
            System.out.flush();
        }
    }

    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing: only the end matters
            }
        } catch (IOException e) {
            // As good as the end
        }
        Runtime.getRuntime().halt(1);
    }

    private void run(int step) throws IOException {
        String name = tableOf(step);
        switch (kindOf(step)) {
            case "create" -> fixture.createTable(name, List.of(BIGINT));
            case "drop" -> store.changeNames(names -> names.removeTable(new SchemaTableName("default", name)));
            case "truncate" -> table(name).commit(version -> version.withSegments("truncate", List.of()));
            default -> fixture.insert(table(name).id(), new Page(rows(step)));
        }
    }

    private LocalTable table(String name) {
        return store.table(store.names().table(new SchemaTableName("default", name)).orElseThrow());
    }

    private static Block rows(int step) {
        BlockBuilder builder = BIGINT.createBlockBuilder(null, 16);
        for (int i = 0; i < rowsOf(step); i++) {
            BIGINT.writeLong(builder, step);
        }
        return builder.build();
    }

    /** Ten steps per table: create, seven inserts with a truncate among them, and every third table is dropped. */
    private static String kindOf(int step) {
        return switch (step % 10) {
            case 0 -> "create";
            case 5 -> "truncate";
            case 9 -> step / 10 % 3 == 0 ? "drop" : "insert";
            default -> "insert";
        };
    }

    private static String tableOf(int step) {
        return "t" + step / 10;
    }

    private static int rowsOf(int step) {
        return 1 + step * 37 % 20_000;
    }

    /** Rows per table and step after the first {@code steps} steps. */
    static Map<String, Map<Long, Long>> stateAfter(int steps) {
        Map<String, Map<Long, Long>> tables = new TreeMap<>();
        for (int step = 0; step < steps; step++) {
            String table = tableOf(step);
            switch (kindOf(step)) {
                case "create" -> tables.put(table, new TreeMap<>());
                case "drop" -> tables.remove(table);
                case "truncate" -> tables.get(table).clear();
                default -> tables.get(table).put((long) step, (long) rowsOf(step));
            }
        }
        return tables;
    }
}
