package io.blueshift.executor.join;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.executor.vector.Batch;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.Int128;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import static io.trino.spi.type.TypeUtils.readNativeValue;
import static io.trino.spi.type.TypeUtils.writeNativeValue;

/** Random rows, as lists of values in their native form, and as batches of every kind. */
final class JoinRows {
    private JoinRows() {}

    /** Values that often meet: one of {@code distinct}, spread over the type's range if sparse. */
    static Object value(Type type, int distinct, boolean sparse, double nulls, Random random) {
        if (random.nextDouble() < nulls) {
            return null;
        }
        long number = random.nextInt(distinct);
        long wide = sparse ? number * 0x9E3779B97F4A7C15L : number - distinct / 2;
        Class<?> java = type.getJavaType();
        if (java == boolean.class) {
            return number % 2 == 0;
        }
        if (java == double.class) {
            return switch ((int) number) {
                case 0 -> Double.NaN;
                case 1 -> random.nextBoolean() ? 0.0 : -0.0;
                default -> (double) wide / 3;
            };
        }
        if (java == Slice.class) {
            return Slices.utf8Slice("k" + number + "y".repeat((int) (number % 20)));
        }
        if (java == Int128.class) {
            return Int128.valueOf(wide % 1000, wide);
        }
        return type.getValueBlockType().getSimpleName().startsWith("Int") ? (long) (int) wide : wide;
    }

    /** The rows in batches: some with rows in between that nobody wants, some with dictionaries and runs. */
    static List<Batch> batches(List<Type> types, List<List<Object>> rows, int rowsMax, Random random) {
        List<Batch> batches = new ArrayList<>();
        int done = 0;
        while (done < rows.size()) {
            int count = Math.min(rows.size() - done, 1 + random.nextInt(rowsMax));
            batches.add(batch(types, rows.subList(done, done + count), random));
            done += count;
        }
        return batches;
    }

    private static Batch batch(List<Type> types, List<List<Object>> rows, Random random) {
        boolean dense = random.nextBoolean();
        List<List<Object>> physical = new ArrayList<>();
        int[] selection = new int[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            while (!dense && random.nextInt(3) == 0) {
                physical.add(rows.get(random.nextInt(rows.size())));
            }
            selection[i] = physical.size();
            physical.add(rows.get(i));
        }
        List<Vector> vectors = IntStream.range(0, types.size())
                .mapToObj(channel -> vector(types.get(channel),
                        physical.stream().map(row -> new Cell(row.get(channel))).toList(), random))
                .toList();
        return physical.size() == rows.size()
                ? Batch.of(rows.size(), vectors)
                : new Batch(physical.size(), vectors, Optional.of(selection), rows.size());
    }

    private record Cell(Object value) {}

    private static Vector vector(Type type, List<Cell> values, Random random) {
        Block block = block(type, values, random);
        if (random.nextInt(3) > 0) {
            return Vector.of(type, block);
        }
        return Vector.lazy(type, values.size(), new Vector.Loader() {
            @Override
            public Block block() {
                return block;
            }

            @Override
            public Block block(int[] rows, int offset, int count) {
                for (int i = 1; i < count; i++) {
                    if (rows[offset + i] <= rows[offset + i - 1]) {
                        throw new IllegalArgumentException("rows not ascending");
                    }
                }
                return block.copyPositions(rows, offset, count);
            }
        });
    }

    private static Block block(Type type, List<Cell> values, Random random) {
        if (values.stream().distinct().count() == 1 && random.nextBoolean()) {
            return RunLengthEncodedBlock.create(type, values.getFirst().value(), values.size());
        }
        if (random.nextInt(3) == 0) {
            Map<Cell, Integer> ids = new LinkedHashMap<>();
            int[] codes = values.stream().mapToInt(value -> {
                ids.putIfAbsent(value, ids.size());
                return ids.get(value);
            }).toArray();
            return flat(type, List.copyOf(ids.keySet())).getPositions(codes, 0, codes.length);
        }
        return flat(type, values);
    }

    private static Block flat(Type type, List<Cell> values) {
        BlockBuilder builder = type.createBlockBuilder(null, values.size());
        values.forEach(cell -> writeNativeValue(type, builder, cell.value()));
        return builder.build();
    }

    /** What a batch says, a text for each row. */
    static List<String> texts(Batch batch, Random random) {
        Batch read = random.nextBoolean() ? batch.compact() : batch;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < read.count(); i++) {
            List<Object> row = new ArrayList<>();
            for (Vector vector : read.vectors()) {
                if (random.nextInt(100) == 0 && vector.type().getJavaType() == long.class) {
                    vector.longs();
                }
                row.add(readNativeValue(vector.type(), vector.block(), read.rows()[i]));
            }
            texts.add(text(row));
        }
        return texts;
    }

    static String text(List<Object> row) {
        List<String> texts = new ArrayList<>();
        for (Object value : row) {
            texts.add(value instanceof Slice slice ? slice.toStringUtf8() : String.valueOf(value));
        }
        return texts.toString();
    }
}
