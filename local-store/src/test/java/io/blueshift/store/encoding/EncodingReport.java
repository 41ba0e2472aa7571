package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.plugin.tpch.DecimalTypeMapping;
import io.trino.plugin.tpch.TpchTables;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;
import io.trino.tpch.TpchTable;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A program, not a test: how TPC-H's columns are encoded, how small they become, and how fast they are written and read.
 * Arguments: scale factor, then table names (none: all);
 * {@code -Dblueshift.encoding=name} forces one. Reads the first segment's worth of rows of each table.
 */
public final class EncodingReport {
    private static final int CHUNK_ROWS = 512 * 1024;
    private static final int BLOCK_ROWS = 16 * 1024;
    private static final int ROUNDS = Integer.getInteger("blueshift.rounds", 5);

    private EncodingReport() {}

    private record Chunk(byte[] shared, List<byte[]> blocks, List<Integer> rows, Map<Encoding, Integer> encodings) {
        private long bytes() {
            return shared.length + blocks.stream().mapToLong(block -> block.length).sum();
        }
    }

    /** Prints a line per column. */
    public static void main(String[] arguments) {
        double scale = Double.parseDouble(arguments[0]);
        List<String> tables = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length)
                : TpchTable.getTables().stream().map(TpchTable::getTableName).toList();
        System.out.printf(
                "%-24s %9s %12s %12s %7s %9s %9s %7s  %s%n",
                "column",
                "rows",
                "raw bytes",
                "stored",
                "bits/v",
                "write ns",
                "read ns",
                "GB/s",
                "blocks by encoding");
        for (String table : tables) {
            report(table, scale);
        }
    }

    private static void report(String table, double scale) {
        List<Type> types = TpchTables.getTableColumns(table, DecimalTypeMapping.DECIMAL);
        List<BlockBuilder> builders = types.stream().map(type -> type.createBlockBuilder(null, 1024)).toList();
        Iterator<Page> pages = TpchTables.getTablePages(table, scale, DecimalTypeMapping.DECIMAL);
        int rows = 0;
        while (rows < CHUNK_ROWS && pages.hasNext()) {
            Page page = pages.next();
            int count = Math.min(page.getPositionCount(), CHUNK_ROWS - rows);
            for (int i = 0; i < types.size(); i++) {
                builders.get(i).appendBlockRange(page.getBlock(i), 0, count);
            }
            rows += count;
        }
        long[] sums = new long[4];
        for (int i = 0; i < types.size(); i++) {
            String column = TpchTable.getTable(table).getColumns().get(i).getSimplifiedColumnName();
            report(table + "." + column, types.get(i), builders.get(i).buildValueBlock(), sums);
        }
        System.out.printf(
                "%-24s %9d %12d %12d %7s %9.2f %9.2f%n%n",
                table,
                rows,
                sums[0],
                sums[1],
                "",
                (double) sums[2] / rows,
                (double) sums[3] / rows);
    }

    private static void report(String column, Type type, ValueBlock values, long[] sums) {
        List<Integer> blockRows = new ArrayList<>();
        for (int start = 0; start < values.getPositionCount(); start += BLOCK_ROWS) {
            blockRows.add(Math.min(BLOCK_ROWS, values.getPositionCount() - start));
        }
        long writeNanos = Long.MAX_VALUE;
        long readNanos = Long.MAX_VALUE;
        Chunk chunk = null;
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpuNanos();
            chunk = write(type, values, blockRows);
            long written = cpuNanos();
            read(type, chunk);
            writeNanos = Math.min(writeNanos, written - start);
            readNanos = Math.min(readNanos, cpuNanos() - written);
        }
        int rows = values.getPositionCount();
        sums[0] += values.getSizeInBytes();
        sums[1] += chunk.bytes();
        sums[2] += writeNanos;
        sums[3] += readNanos;
        System.out.printf(
                "%-24s %9d %12d %12d %7.2f %9.2f %9.2f %7.2f  %s%s%n",
                column,
                rows,
                values.getSizeInBytes(),
                chunk.bytes(),
                chunk.bytes() * 8.0 / rows,
                (double) writeNanos / rows,
                (double) readNanos / rows,
                (double) values.getSizeInBytes() / readNanos,
                chunk.encodings(),
                chunk.shared().length > 0 ? " shared " + chunk.shared().length : "");
    }

    /** Of this thread, so that a busy machine does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Chunk write(Type type, ValueBlock values, List<Integer> blockRows) {
        Optional<Encoding> forced = Encodings.forced(System.getProperty("blueshift.encoding", "auto"));
        ChunkEncoder encoder = ChunkEncoder.of(type, values, blockRows, forced);
        List<byte[]> blocks = new ArrayList<>();
        Map<Encoding, Integer> encodings = new TreeMap<>();
        for (int i = 0; i < blockRows.size(); i++) {
            ByteWriter out = new ByteWriter(BLOCK_ROWS);
            encodings.merge(encoder.write(i, out), 1, Integer::sum);
            blocks.add(out.toByteArray());
        }
        return new Chunk(encoder.sharedPart(), blocks, blockRows, encodings);
    }

    private static void read(Type type, Chunk chunk) {
        SharedPart shared = SharedPart.read(type, ByteReader.copyOf(chunk.shared()));
        for (int i = 0; i < chunk.blocks().size(); i++) {
            int rows = chunk.rows().get(i);
            Block block = Encodings.read(type, rows, ByteReader.copyOf(chunk.blocks().get(i)), shared).decode();
            if (block.getPositionCount() != rows) {
                throw new IllegalStateException("rows");
            }
        }
    }
}
