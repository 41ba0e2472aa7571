package io.blueshift.store.zone;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.blueshift.store.encoding.Encodings;
import io.blueshift.store.encoding.Storage;
import io.trino.spi.block.Block;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.NumberType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalInt;

import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.BLOCK_POSITION_NOT_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationArgumentConvention.NEVER_NULL;
import static io.trino.spi.function.InvocationConvention.InvocationReturnConvention.FAIL_ON_NULL;
import static io.trino.spi.function.InvocationConvention.simpleConvention;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.RealType.REAL;
import static io.trino.spi.type.TypeUtils.isFloatingPointNaN;
import static io.trino.spi.type.TypeUtils.readNativeValue;
import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static java.lang.Float.floatToRawIntBits;
import static java.lang.Float.intBitsToFloat;
import static java.lang.Math.toIntExact;

/**
 * Makes, merges and stores the {@link ZoneMap}s of one type, in the order that SQL gives the type's values. Thread-safe.
 *
 * <pre>
 *   zone map = u64 positions, u64 nulls, u64 data bytes, u8 has range, [plain block of two positions: min, max]
 * </pre>
 */
public final class ZoneMapper {
    /** Longer bounds are cut to this many bytes: a bound decides as well by its prefix, and is stored per block. */
    static final int BOUND_BYTES_MAX = 64;

    private final Type type;
    private final boolean ranged;
    private final Optional<MethodHandle> positionComparison;
    private final Optional<MethodHandle> valueComparison;

    public ZoneMapper(Type type, TypeOperators operators) {
        this.type = type;
        this.ranged = type.isOrderable() && !Storage.of(type).isNested() && !(type instanceof NumberType);
        this.positionComparison = ranged
                ? Optional.of(
                        operators.getComparisonUnorderedLastOperator(
                                type,
                                simpleConvention(FAIL_ON_NULL, BLOCK_POSITION_NOT_NULL, BLOCK_POSITION_NOT_NULL)))
                : Optional.empty();
        this.valueComparison = ranged
                ? Optional.of(
                        operators.getComparisonUnorderedLastOperator(
                                type,
                                simpleConvention(FAIL_ON_NULL, NEVER_NULL, NEVER_NULL)))
                : Optional.empty();
    }

    /** Summarises a block. */
    public ZoneMap summarise(ValueBlock block) {
        int positions = block.getPositionCount();
        int nulls = 0;
        if (block.mayHaveNull()) {
            for (int i = 0; i < positions; i++) {
                nulls += block.isNull(i) ? 1 : 0;
            }
        }
        long dataBytes = 0;
        if (block instanceof VariableWidthBlock bytes) {
            for (int i = 0; i < positions; i++) {
                dataBytes += bytes.isNull(i) ? 0 : bytes.getSliceLength(i);
            }
        }
        Optional<ValueRange> range = ranged && nulls < positions ? range(block, nulls > 0) : Optional.empty();
        return new ZoneMap(positions, nulls, dataBytes, range);
    }

    private Optional<ValueRange> range(ValueBlock block, boolean anyNull) {
        if (!anyNull && block instanceof LongArrayBlock longs && naturalOrder()) {
            return Optional.of(rangeOfLongs(longs));
        }
        if (!anyNull && block instanceof IntArrayBlock ints && naturalOrder()) {
            return Optional.of(rangeOfInts(ints));
        }
        if (block instanceof VariableWidthBlock texts
                && (type instanceof VarcharType || type instanceof VarbinaryType)) {
            return TextBounds.of(texts, anyNull).flatMap(bounds -> bounded(bounds.min(), bounds.max()));
        }
        int min = -1;
        int max = -1;
        for (int i = 0; i < block.getPositionCount(); i++) {
            if (anyNull && block.isNull(i)) {
                continue;
            }
            if ((type == DOUBLE || type == REAL) && isFloatingPointNaN(type, readNativeValue(type, block, i))) {
                return Optional.empty();
            }
            min = min < 0 || compare(block, i, min) < 0 ? i : min;
            max = max < 0 || compare(block, i, max) > 0 ? i : max;
        }
        return bounded(readNativeValue(type, block, min), readNativeValue(type, block, max));
    }

    private boolean naturalOrder() {
        return type instanceof BigintType || type instanceof IntegerType || type instanceof DateType
                || type instanceof TimeType || type instanceof DecimalType || type instanceof TimestampType;
    }

    private static ValueRange rangeOfLongs(LongArrayBlock block) {
        long[] values = block.getRawValues();
        int start = block.getRawValuesOffset();
        long min = values[start];
        long max = min;
        for (int i = start; i < start + block.getPositionCount(); i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        return new ValueRange(min, max);
    }

    private static ValueRange rangeOfInts(IntArrayBlock block) {
        int[] values = block.getRawValues();
        int start = block.getRawValuesOffset();
        int min = values[start];
        int max = min;
        for (int i = start; i < start + block.getPositionCount(); i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        return new ValueRange((long) min, (long) max);
    }

    private Optional<ValueRange> bounded(Object min, Object max) {
        if (type == DOUBLE) {
            // Zero has two signs that compare equal in SQL and not in the order used here
            return Optional.of(new ValueRange((double) min == 0 ? -0.0 : min, (double) max == 0 ? 0.0 : max));
        }
        if (type == REAL) {
            float low = intBitsToFloat(toIntExact((long) min));
            float high = intBitsToFloat(toIntExact((long) max));
            return Optional.of(
                    new ValueRange(
                            (long) floatToRawIntBits(low == 0 ? -0.0f : low),
                            (long) floatToRawIntBits(high == 0 ? 0.0f : high)));
        }
        if (min instanceof Slice low && max instanceof Slice high
                && (low.length() > BOUND_BYTES_MAX || high.length() > BOUND_BYTES_MAX)) {
            if (!(type instanceof VarcharType) && !(type instanceof VarbinaryType)) {
                // CHAR is padded when compared: a prefix is no bound
                return Optional.empty();
            }
            return above(high).map(
                    bound -> new ValueRange(low.slice(0, Math.min(low.length(), BOUND_BYTES_MAX)).copy(), bound));
        }
        return Optional.of(new ValueRange(min, max));
    }

    /** The value itself if short, else a short one that is larger; empty if there is none (0xFF...). */
    private static Optional<Slice> above(Slice value) {
        if (value.length() <= BOUND_BYTES_MAX) {
            return Optional.of(value);
        }
        byte[] prefix = value.getBytes(0, BOUND_BYTES_MAX);
        OptionalInt last = OptionalInt.empty();
        for (int i = 0; i < prefix.length; i++) {
            if (prefix[i] != (byte) 0xFF) {
                last = OptionalInt.of(i);
            }
        }
        if (last.isEmpty()) {
            return Optional.empty();
        }
        prefix[last.getAsInt()]++;
        return Optional.of(Slices.wrappedBuffer(prefix, 0, last.getAsInt() + 1));
    }

    /** The summary of both together. */
    public ZoneMap merge(ZoneMap left, ZoneMap right) {
        boolean leftKnown = left.range().isPresent() || left.nulls() == left.positions();
        boolean rightKnown = right.range().isPresent() || right.nulls() == right.positions();
        Optional<ValueRange> range = Optional.empty();
        if (leftKnown && rightKnown) {
            range = left.range().isEmpty() ? right.range() : left.range();
            if (left.range().isPresent() && right.range().isPresent()) {
                range = Optional.of(union(left.range().get(), right.range().get()));
            }
        }
        return new ZoneMap(
                left.positions() + right.positions(),
                left.nulls() + right.nulls(),
                left.dataBytes() + right.dataBytes(),
                range);
    }

    /** Whether some value may be in both; of unknown ranges, yes. */
    boolean overlap(ZoneMap left, ZoneMap right) {
        if (left.range().isEmpty() || right.range().isEmpty()) {
            return true;
        }
        return compare(left.range().get().min(), right.range().get().max()) <= 0
                && compare(right.range().get().min(), left.range().get().max()) <= 0;
    }

    private ValueRange union(ValueRange left, ValueRange right) {
        return new ValueRange(
                compare(left.min(), right.min()) <= 0 ? left.min() : right.min(),
                compare(left.max(), right.max()) >= 0 ? left.max() : right.max());
    }

    private long compare(ValueBlock block, int left, int right) {
        try {
            return (long) positionComparison.orElseThrow().invokeExact((Block) block, left, (Block) block, right);
        } catch (Throwable e) {
            throw new IllegalStateException("comparison of " + type + " failed", e);
        }
    }

    /** Compares two values of a type that has ranges. */
    public int compareValues(Object left, Object right) {
        return Long.signum(compare(left, right));
    }

    private long compare(Object left, Object right) {
        try {
            return (long) valueComparison.orElseThrow().invoke(left, right);
        } catch (Throwable e) {
            throw new IllegalStateException("comparison of " + type + " failed", e);
        }
    }

    public void write(ZoneMap zone, ByteWriter out) {
        out.writeLong(zone.positions());
        out.writeLong(zone.nulls());
        out.writeLong(zone.dataBytes());
        out.writeByte(zone.range().isPresent() ? 1 : 0);
        zone.range().ifPresent(range -> {
            var bounds = type.createBlockBuilder(null, 2);
            writeNativeValue(type, bounds, range.min());
            writeNativeValue(type, bounds, range.max());
            Encodings.writePlain(type, bounds.buildValueBlock(), out);
        });
    }

    public ZoneMap read(ByteReader in) {
        long positions = in.readLong();
        long nulls = in.readLong();
        long dataBytes = in.readLong();
        if (in.readByte() == 0) {
            return new ZoneMap(positions, nulls, dataBytes, Optional.empty());
        }
        Block bounds = Encodings.read(type, 2, in);
        return new ZoneMap(
                positions,
                nulls,
                dataBytes,
                Optional.of(new ValueRange(readNativeValue(type, bounds, 0), readNativeValue(type, bounds, 1))));
    }
}
