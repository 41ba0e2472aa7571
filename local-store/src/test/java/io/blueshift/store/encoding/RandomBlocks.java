package io.blueshift.store.encoding;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.MapBlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimeWithTimeZone;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import io.trino.spi.type.VarcharType;

import java.util.List;
import java.util.Random;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;
import static io.trino.spi.type.DateTimeEncoding.packTimeWithTimeZone;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DecimalType.createDecimalType;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.HyperLogLogType.HYPER_LOG_LOG;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.RealType.REAL;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TimeType.TIME_MICROS;
import static io.trino.spi.type.TimeWithTimeZoneType.createTimeWithTimeZoneType;
import static io.trino.spi.type.TimestampType.createTimestampType;
import static io.trino.spi.type.TimestampWithTimeZoneType.createTimestampWithTimeZoneType;
import static io.trino.spi.type.TinyintType.TINYINT;
import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static io.trino.spi.type.UuidType.UUID;
import static io.trino.spi.type.VarbinaryType.VARBINARY;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.type.IpAddressType.IPADDRESS;
import static io.trino.type.JsonType.JSON;

/** Blocks of any type and many shapes, the same for the same seed. */
public final class RandomBlocks {
    /** One type at least for every storage, and those whose order or bits are special. */
    public static final List<Type> TYPES = List.of(
            BOOLEAN,
            TINYINT,
            SMALLINT,
            INTEGER,
            BIGINT,
            REAL,
            DOUBLE,
            DATE,
            createDecimalType(12, 2),
            createDecimalType(38, 5),
            TIME_MICROS,
            createTimeWithTimeZoneType(3),
            createTimeWithTimeZoneType(12),
            createTimestampType(6),
            createTimestampType(12),
            createTimestampWithTimeZoneType(3),
            createTimestampWithTimeZoneType(9),
            CharType.createCharType(12),
            VarcharType.createVarcharType(200),
            VARCHAR,
            VARBINARY,
            JSON,
            UUID,
            IPADDRESS,
            HYPER_LOG_LOG,
            new ArrayType(BIGINT),
            new ArrayType(new ArrayType(VARCHAR)),
            new MapType(INTEGER, VARCHAR, new TypeOperators()),
            RowType.anonymous(List.of(BIGINT, VARCHAR, createDecimalType(30, 0))),
            RowType.anonymous(List.of(new ArrayType(RowType.anonymous(List.of(DATE, DOUBLE))), BOOLEAN)));

    /** How values follow one another. */
    public enum Shape {
        CONSTANT, FEW, RUNS, SORTED, NARROW, STEPS, RANDOM
    }

    /** Which positions are NULL. */
    public enum Nulls {
        NONE, SOME, MOST, ALL, IN_RUNS
    }

    private final Random random;

    public RandomBlocks(long seed) {
        this.random = new Random(seed);
    }

    public ValueBlock block(Type type, Shape shape, Nulls nulls, int positions) {
        BlockBuilder builder = type.createBlockBuilder(null, positions);
        long base = random.nextLong();
        long key = base;
        for (int i = 0; i < positions; i++) {
            key = switch (shape) {
                case CONSTANT -> base;
                case FEW -> base + random.nextInt(7);
                case RUNS -> random.nextInt(50) == 0 ? random.nextLong() : key;
                case SORTED -> key + random.nextInt(10);
                case NARROW -> random.nextInt(1000);
                case STEPS -> random.nextInt(100_000) * 1000L;
                case RANDOM -> random.nextLong();
            };
            if (isNull(nulls, i)) {
                builder.appendNull();
            } else {
                append(type, builder, key, shape == Shape.NARROW || shape == Shape.SORTED || shape == Shape.STEPS);
            }
        }
        return builder.buildValueBlock();
    }

    private boolean isNull(Nulls nulls, int position) {
        return switch (nulls) {
            case NONE -> false;
            case SOME -> random.nextInt(10) == 0;
            case MOST -> random.nextInt(10) != 0;
            case ALL -> true;
            case IN_RUNS -> position / 100 % 2 == 0;
        };
    }

    /** The value that a key stands for; small keys are small numbers if wanted. */
    private void append(Type type, BlockBuilder builder, long key, boolean literally) {
        switch (type) {
            case ArrayType array -> ((ArrayBlockBuilder) builder).buildEntry(elements -> {
                for (int i = 0; i < Math.floorMod(key, 4); i++) {
                    appendOrNull(array.getElementType(), elements, key + i);
                }
            });
            case MapType map -> ((MapBlockBuilder) builder).buildEntry((keys, values) -> {
                for (int i = 0; i < Math.floorMod(key, 4); i++) {
                    append(map.getKeyType(), keys, i, true);
                    appendOrNull(map.getValueType(), values, key + i);
                }
            });
            case RowType row -> ((RowBlockBuilder) builder).buildEntry(fields -> {
                for (int i = 0; i < fields.size(); i++) {
                    appendOrNull(row.getFieldTypes().get(i), fields.get(i), key + i);
                }
            });
            default -> writeNativeValue(type, builder, value(type, literally ? key : ValueIdentity.mix(key)));
        }
    }

    private void appendOrNull(Type type, BlockBuilder builder, long key) {
        if (Math.floorMod(key, 5) == 0) {
            builder.appendNull();
        } else {
            append(type, builder, key, false);
        }
    }

    private static Object value(Type type, long key) {
        Class<?> javaType = type.getJavaType();
        if (javaType == boolean.class) {
            return (key & 1) == 0;
        }
        if (javaType == long.class) {
            return integer(type, key);
        }
        if (javaType == double.class) {
            return key % 50 == 0 ? -0.0 : key % 51 == 0 ? 0.0 : key / 100.0;
        }
        if (javaType == Int128.class) {
            return Int128.valueOf(key % 3 == 0 ? key : key >> 63, key);
        }
        if (javaType == LongTimestamp.class) {
            return new LongTimestamp(key, (int) Math.floorMod(key, 1_000_000L));
        }
        if (javaType == LongTimestampWithTimeZone.class) {
            return LongTimestampWithTimeZone.fromEpochMillisAndFraction(
                    key >> 16,
                    (int) Math.floorMod(key, 1_000_000_000L),
                    TimeZoneKey.getTimeZoneKey((short) (1 + Math.floorMod(key, 1000))));
        }
        if (javaType == LongTimeWithTimeZone.class) {
            return new LongTimeWithTimeZone(Math.floorMod(key, 86_400_000_000_000_000L),
                    (int) Math.floorMod(key, 800L));
        }
        return bytes(type, key);
    }

    private static long integer(Type type, long key) {
        return switch (Storage.of(type)) {
            case BYTE -> (byte) key;
            case SHORT -> (short) key;
            case INT -> (int) key;
            default -> {
                if (type.getBaseName().equals("timestamp with time zone")) {
                    yield packDateTimeWithZone(key >> 16, (short) (1 + Math.floorMod(key, 1000)));
                }
                if (type.getBaseName().equals("time with time zone")) {
                    yield packTimeWithTimeZone(Math.floorMod(key, 86_400_000_000_000L), (int) Math.floorMod(key, 800L));
                }
                yield type.getBaseName().equals("time")
                        ? Math.floorMod(key, 86_400_000_000L) * 1_000_000L
                        : key;
            }
        };
    }

    private static Slice bytes(Type type, long key) {
        if (Storage.of(type) == Storage.INT128) {
            Slice bytes = Slices.allocate(16);
            bytes.setLong(0, key);
            bytes.setLong(8, key * 31);
            return bytes;
        }
        int limit = type instanceof CharType ? 12 : key % 10 == 0 ? 150 : 20;
        String text = Long.toString(key, 36).repeat(10);
        String cut = text.substring(0, Math.min(text.length(), (int) Math.floorMod(key, (long) limit)));
        return Slices.utf8Slice(type instanceof CharType ? cut : cut + (key % 7 == 0 ? "\u00fc\ud83d\ude00" : ""));
    }
}
