package io.blueshift.executor.runtime.aggregate;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.NEVER_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.simpleConvention;
import static org.assertj.core.api.Assertions.assertThat;

/** Hashes against the operators of the types. */
class ValueHashesTest {
    @Test
    void hashesAsTheTypesDo() {
        List<Object> longs = new ArrayList<>(List.of(0L, 1L, -1L, 77L));
        check(TinyintType.TINYINT, longs);
        check(SmallintType.SMALLINT, longs);
        check(IntegerType.INTEGER, with(longs, (long) Integer.MIN_VALUE));
        check(DateType.DATE, longs);
        check(BigintType.BIGINT, with(longs, Long.MIN_VALUE));
        check(TimeType.TIME_MICROS, longs);
        check(TimestampType.TIMESTAMP_MICROS, with(longs, Long.MAX_VALUE));
        check(TimestampWithTimeZoneType.TIMESTAMP_TZ_MILLIS, with(longs, 1L << 40 | 5));
        check(DecimalType.createDecimalType(18, 2), longs);
        check(DecimalType.createDecimalType(38, 2), List.of(Int128.ZERO, Int128.MAX_VALUE, Int128.valueOf(-3)));
        check(DoubleType.DOUBLE, List.of(0.0, -0.0, Double.NaN, Double.longBitsToDouble(-1), 1.5, 1 / 0.0, -1 / 0.0));
        check(RealType.REAL, List.of(bits(0f), bits(-0f), bits(Float.NaN), 0x7fc0_0001L, bits(1.5f), bits(-1 / 0f)));
        List<Object> texts = List.of(Slices.EMPTY_SLICE, Slices.utf8Slice("a"), Slices.utf8Slice("grün ".repeat(50)));
        check(VarcharType.VARCHAR, texts);
        check(VarbinaryType.VARBINARY, texts);
        check(CharType.createCharType(5), List.of(Slices.EMPTY_SLICE, Slices.utf8Slice("a b")));
        check(new ArrayType(VarcharType.VARCHAR), List.of(block(VarcharType.VARCHAR, texts)));
    }

    private static List<Object> with(List<Object> values, Object another) {
        List<Object> all = new ArrayList<>(values);
        all.add(another);
        return all;
    }

    private static long bits(float value) {
        return Float.floatToRawIntBits(value);
    }

    private static Block block(Type type, List<?> values) {
        BlockBuilder builder = type.createBlockBuilder(null, values.size());
        builder.appendNull();
        values.forEach(value -> TypeUtils.writeNativeValue(type, builder, value));
        return builder.build();
    }

    private static void check(Type type, List<?> values) {
        Block flat = block(type, values);
        int count = flat.getPositionCount();
        int[] ids = new int[5 * count];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = 1 + i % (count - 1);
        }
        ValueHashes hashes = new ValueHashes(type);
        assertHashes(type, values, hashes, flat, 1);
        assertHashes(type, values, hashes, DictionaryBlock.create(ids.length, flat, ids), 0);
        // Fewer rows than the dictionary has values
        assertHashes(type, values, hashes, DictionaryBlock.create(1, flat, ids), 0);
        assertHashes(type, values.subList(0, 1), hashes, RunLengthEncodedBlock.create(flat.getSingleValueBlock(1), 9),
                0);
    }

    /** Rows from {@code first} on have the values, again and again. */
    private static void assertHashes(Type type, List<?> values, ValueHashes hashes, Block block, int first) {
        int[] rows = GatheredRows.upTo(block.getPositionCount());
        long[] actual = hashes.of(Vector.of(type, block), rows, first, rows.length);
        for (int row = first; row < rows.length; row++) {
            Object value = values.get((row - first) % values.size());
            assertThat(actual[row]).as("%s %s", type, value).isEqualTo(expected(type, value));
        }
    }

    private static long expected(Type type, Object value) {
        try {
            return (long) GroupTables.OPERATORS
                    .getXxHash64Operator(type, simpleConvention(FAIL_ON_NULL, NEVER_NULL))
                    .invoke(value);
        } catch (Throwable e) {
            throw new AssertionError(value instanceof Slice slice ? slice.toStringUtf8() : value.toString(), e);
        }
    }
}
