package io.blueshift.executor.runtime.aggregate;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.executor.vector.LongForm;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;
import static org.assertj.core.api.Assertions.assertThat;

class GroupTableTest {
    private static final Type LONG_DECIMAL = DecimalType.createDecimalType(30, 2);
    private static final Type ZONED = TimestampWithTimeZoneType.TIMESTAMP_TZ_MILLIS;

    private static final List<List<Type>> KEYS = List.of(
            List.of(BigintType.BIGINT),
            List.of(IntegerType.INTEGER),
            List.of(DoubleType.DOUBLE),
            List.of(RealType.REAL),
            List.of(VarcharType.VARCHAR),
            List.of(LONG_DECIMAL),
            List.of(ZONED),
            List.of(BigintType.BIGINT, IntegerType.INTEGER),
            List.of(VarcharType.VARCHAR, VarcharType.VARCHAR),
            List.of(BooleanType.BOOLEAN, VarcharType.VARCHAR, DoubleType.DOUBLE),
            List.of(BigintType.BIGINT, new ArrayType(VarcharType.VARCHAR), LONG_DECIMAL));

    /** The distinct values of a column; few or many, with and without NULL. */
    private static List<Object> values(Type type, int count, Random random) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value(type, i, random));
        }
        if (random.nextBoolean()) {
            values.add(null);
        }
        return values;
    }

    private static Object value(Type type, int i, Random random) {
        if (type == BooleanType.BOOLEAN) {
            return random.nextBoolean();
        }
        if (type == DoubleType.DOUBLE) {
            return new double[]{0.0, -0.0, Double.NaN, 1.5, -1.5, Double.POSITIVE_INFINITY, i}[random.nextInt(7)];
        }
        if (type == RealType.REAL) {
            float value = new float[]{0.0f, -0.0f, Float.NaN, 1.5f, -1.5f, i}[random.nextInt(6)];
            return (long) Float.floatToRawIntBits(value);
        }
        if (type == IntegerType.INTEGER) {
            return (long) (random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(1000) - 500);
        }
        if (type == BigintType.BIGINT) {
            long[] extremes = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong(), i, i};
            return extremes[random.nextInt(extremes.length)];
        }
        if (type instanceof VarcharType) {
            return text(random);
        }
        if (type == ZONED) {
            return packDateTimeWithZone(random.nextInt(50), TimeZoneKey.getTimeZoneKeyForOffset(random.nextInt(3)));
        }
        if (type instanceof ArrayType array) {
            BlockBuilder elements = array.getElementType().createBlockBuilder(null, 3);
            for (int e = random.nextInt(3); e > 0; e--) {
                array.getElementType().writeSlice(elements, text(random));
            }
            return elements.build();
        }
        return io.trino.spi.type.Int128.valueOf(random.nextInt(3), random.nextInt(100));
    }

    private static Slice text(Random random) {
        byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 4 : 20)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(2));
        }
        return Slices.wrappedBuffer(bytes);
    }

    private static ValueBlock flat(Type type, List<Object> values) {
        BlockBuilder builder = type.createBlockBuilder(null, values.size());
        values.forEach(value -> TypeUtils.writeNativeValue(type, builder, value));
        return builder.buildValueBlock();
    }

    /** Some rows of those values, in one of the forms that a block may have. */
    private static Block block(Type type, ValueBlock entries, List<Integer> drawn, Random random) {
        int count = drawn.size();
        int[] ids = drawn.stream().mapToInt(Integer::intValue).toArray();
        return switch (random.nextInt(3)) {
            case 0 -> DictionaryBlock.create(count, entries, ids);
            case 1 -> entries.copyPositions(ids, 0, count);
            default -> {
                Arrays.fill(ids, ids[0]);
                yield random.nextBoolean()
                        ? RunLengthEncodedBlock.create(entries.getSingleValueBlock(ids[0]), count)
                        : entries.copyPositions(ids, 0, count);
            }
        };
    }

    @Test
    void numbersKeysLikeAMap() {
        for (int round = 0; round < 300; round++) {
            long seed = System.nanoTime() + round;
            run(new Random(seed), KEYS.get(round % KEYS.size()), "seed " + seed);
        }
    }

    private static void run(Random random, List<Type> types, String hint) {
        int distinct = random.nextBoolean() ? 3 : 500;
        List<ValueBlock> entries = types.stream().map(type -> flat(type, values(type, distinct, random))).toList();
        List<GroupTable> tables = List.of(GroupTables.create(types), GroupTables.create(types));
        List<List<List<Object>>> keys = List.of(new ArrayList<>(), new ArrayList<>());
        boolean blind = random.nextInt(4) == 0;
        for (int t = 0; t < 2; t++) {
            Numbered numbered = new Numbered(tables.get(t), new HashMap<>(), keys.get(t), blind && t == 1);
            for (int batch = random.nextInt(5); batch >= 0; batch--) {
                batch(random, types, entries, numbered, hint);
            }
        }
        merge(types, tables, keys, hint);
    }

    /** A table, and what it should hold. */
    private record Numbered(GroupTable table, Map<List<Object>, Integer> expected, List<List<Object>> byGroup,
            boolean blind) {}

    private static void batch(Random random, List<Type> types, List<ValueBlock> entries, Numbered numbered,
            String hint) {
        GroupTable table = numbered.table();
        Map<List<Object>, Integer> expected = numbered.expected();
        List<List<Object>> byGroup = numbered.byGroup();
        boolean blind = numbered.blind();
        int positions = random.nextBoolean() ? 1 + random.nextInt(3) : 1 + random.nextInt(2000);
        Vector[] vectors = new Vector[types.size()];
        for (int c = 0; c < vectors.length; c++) {
            List<Integer> drawn = new ArrayList<>();
            for (int i = 0; i < positions; i++) {
                drawn.add(random.nextInt(entries.get(c).getPositionCount()));
            }
            vectors[c] = Vector.of(types.get(c), block(types.get(c), entries.get(c), drawn, random));
            if (LongForm.exists(types.get(c)) && random.nextBoolean()) {
                vectors[c] = Vector.ofLongs(types.get(c), positions, vectors[c].longs(), vectors[c].validity());
            }
        }
        int[] rows = random.ints(0, positions).limit(random.nextInt(positions) + 1).sorted().distinct().toArray();
        int[] groups = new int[rows.length];
        if (blind) {
            table.append(vectors, rows, rows.length, groups);
        } else {
            table.assign(vectors, rows, rows.length, groups);
        }
        for (int i = 0; i < rows.length; i++) {
            List<Object> key = key(vectors, rows[i]);
            if (blind) {
                while (byGroup.size() <= groups[i]) {
                    byGroup.add(null);
                }
                byGroup.set(groups[i], key);
            } else {
                Integer known = expected.putIfAbsent(key, expected.size());
                if (known == null) {
                    byGroup.add(key);
                }
                assertThat(groups[i]).as(hint).isEqualTo(expected.get(key));
            }
        }
        assertThat(table.groups()).as(hint).isEqualTo(byGroup.size());
        assertKeys(types, table, byGroup, hint);
    }

    private static void merge(List<Type> types, List<GroupTable> tables, List<List<List<Object>>> keys, String hint) {
        GroupTable target = GroupTables.create(types);
        Map<List<Object>, Integer> expected = new HashMap<>();
        List<List<Object>> byGroup = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            int[] groups = new int[tables.get(t).groups()];
            Arrays.setAll(groups, i -> i);
            int[] merged = new int[groups.length];
            target.merge(tables.get(t), groups, 0, groups.length / 2, merged);
            int[] rest = new int[groups.length];
            target.merge(tables.get(t), groups, groups.length / 2, groups.length - groups.length / 2, rest);
            System.arraycopy(rest, 0, merged, groups.length / 2, groups.length - groups.length / 2);
            int[] partitions = new int[groups.length];
            tables.get(t).partitions(6, 0, groups.length, partitions);
            for (int i = 0; i < groups.length; i++) {
                List<Object> key = keys.get(t).get(i);
                if (expected.putIfAbsent(key, expected.size()) == null) {
                    byGroup.add(key);
                }
                assertThat(merged[i]).as(hint).isEqualTo(expected.get(key));
                int[] partition = new int[1];
                target.partitions(6, merged[i], merged[i] + 1, partition);
                assertThat(partitions[i]).as(hint).isEqualTo(partition[0]).isBetween(0, 63);
            }
        }
        assertKeys(types, target, byGroup, hint);
    }

    private static void assertKeys(List<Type> types, GroupTable table, List<List<Object>> byGroup, String hint) {
        int from = byGroup.size() / 3;
        Vector[] vectors = new Vector[types.size()];
        for (int c = 0; c < vectors.length; c++) {
            vectors[c] = table.key(c, from, byGroup.size());
        }
        for (int group = from; group < byGroup.size(); group++) {
            assertThat(key(vectors, group - from)).as(hint).isEqualTo(byGroup.get(group));
        }
        assertThat(table.retainedBytes()).isPositive();
    }

    /** What Trino's operators take for the same. */
    private static List<Object> key(Vector[] vectors, int row) {
        List<Object> key = new ArrayList<>();
        for (Vector vector : vectors) {
            Object value = TypeUtils.readNativeValue(vector.type(), vector.block(), row);
            key.add(switch (value) {
                case Double number -> number == 0 ? (Object) 0.0 : number;
                case Long bits when vector.type() == RealType.REAL ->
                    Float.intBitsToFloat(bits.intValue()) == 0
                            ? (Object) 0.0f
                            : (Object) Float.intBitsToFloat(bits.intValue());
                case Long packed when vector.type() == ZONED -> packed >> 12;
                case Block elements -> elements(elements);
                case null, default -> value;
            });
        }
        return key;
    }

    private static List<Object> elements(Block block) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < block.getPositionCount(); i++) {
            elements.add(TypeUtils.readNativeValue(VarcharType.VARCHAR, block, i));
        }
        return elements;
    }

    @Test
    void findsAMillionGroupsAgain() {
        GroupTable table = GroupTables.create(List.of(BigintType.BIGINT));
        int[] groups = new int[10_000];
        int[] rows = new int[10_000];
        Arrays.setAll(rows, i -> i);
        for (int pass = 0; pass < 2; pass++) {
            for (int start = 0; start < 1_000_000; start += 10_000) {
                long[] keys = new long[10_000];
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = (start + i) * 0x1234_5678_9ABC_DEFL;
                }
                Vector vector = Vector.ofLongs(BigintType.BIGINT, keys.length, keys, java.util.Optional.empty());
                table.assign(new Vector[]{vector}, rows, rows.length, groups);
                for (int i = 0; i < keys.length; i++) {
                    assertThat(groups[i] == start + i).isTrue();
                }
            }
        }
        assertThat(table.groups()).isEqualTo(1_000_000);
    }
}
