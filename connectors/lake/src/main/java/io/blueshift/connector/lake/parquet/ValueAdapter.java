package io.blueshift.connector.lake.parquet;

import io.airlift.slice.Slice;
import io.airlift.slice.SliceUtf8;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Chars;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

import java.util.Optional;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;

/**
 * Where Trino's reader would give another value than the file means: unsigned integers (it takes their bits as signed) and
 * bounded text (it cuts). The column is then read as {@code readAs} and each value brought to the type wanted, or refused.
 */
record ValueAdapter(String column, Type readAs, Type wanted, Conversion conversion) {
    /** Writes one value, never NULL, of the block read. */
    interface Conversion {
        void append(Block block, int position, BlockBuilder target);
    }

    /** The adapter that a top-level column needs, if any. */
    static Optional<ValueAdapter> of(String column, Type wanted, PrimitiveType file) {
        LogicalTypeAnnotation annotation = file.getLogicalTypeAnnotation();
        if (annotation instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()
                && integer.getBitWidth() >= 32) {
            return Optional.of(unsigned(column, wanted, integer.getBitWidth()));
        }
        if (annotation instanceof DecimalLogicalTypeAnnotation decimal && wanted instanceof DecimalType type
                && type.getScale() < decimal.getScale()) {
            throw refused(column, "decimal(%s,%s)".formatted(decimal.getPrecision(), decimal.getScale()), wanted);
        }
        return switch (wanted) {
            case VarcharType text when !text.isUnbounded() ->
                Optional.of(boundedText(column, text, text.getBoundedLength()));
            case CharType text -> Optional.of(paddedText(column, text));
            default -> Optional.empty();
        };
    }

    private static ValueAdapter unsigned(String column, Type wanted, int bits) {
        long mask = bits == 32 ? 0xFFFF_FFFFL : -1L;
        if (wanted instanceof DecimalType decimal && decimal.getScale() == 0 && decimal.getPrecision() >= 20) {
            return new ValueAdapter(column, BIGINT, wanted, (block, position, target) -> {
                long value = BIGINT.getLong(block, position) & mask;
                wanted.writeObject(target, Int128.valueOf(0, value));
            });
        }
        if (!(wanted instanceof BigintType) && !(wanted instanceof IntegerType)) {
            throw refused(column, "unsigned integer of %s bits".formatted(bits), wanted);
        }
        return new ValueAdapter(column, BIGINT, wanted, (block, position, target) -> {
            long value = BIGINT.getLong(block, position) & mask;
            if (value < 0 || (wanted instanceof IntegerType && value > Integer.MAX_VALUE)) {
                throw unfit(column, Long.toUnsignedString(value), wanted);
            }
            wanted.writeLong(target, value);
        });
    }

    private static ValueAdapter boundedText(String column, Type wanted, int length) {
        return new ValueAdapter(column, VARCHAR, wanted, (block, position, target) -> {
            Slice value = VARCHAR.getSlice(block, position);
            wanted.writeSlice(target, checked(column, value, length, wanted));
        });
    }

    private static ValueAdapter paddedText(String column, CharType wanted) {
        return new ValueAdapter(column, VARCHAR, wanted, (block, position, target) -> {
            Slice value = Chars.trimTrailingSpaces(VARCHAR.getSlice(block, position));
            wanted.writeSlice(target, checked(column, value, wanted.getLength(), wanted));
        });
    }

    private static Slice checked(String column, Slice value, int length, Type wanted) {
        if (value.length() > length && SliceUtf8.countCodePoints(value) > length) {
            throw unfit(column, "'" + value.toStringUtf8() + "'", wanted);
        }
        return value;
    }

    Block adapt(Block block) {
        BlockBuilder target = wanted.createBlockBuilder(null, block.getPositionCount());
        for (int position = 0; position < block.getPositionCount(); position++) {
            if (block.isNull(position)) {
                target.appendNull();
            } else {
                conversion.append(block, position, target);
            }
        }
        return target.build();
    }

    private static TrinoException refused(String column, String file, Type wanted) {
        return new TrinoException(
                StandardErrorCode.NOT_SUPPORTED,
                "Column %s is %s in the file, which cannot be read as %s".formatted(column, file,
                        wanted.getDisplayName()));
    }

    private static TrinoException unfit(String column, String value, Type wanted) {
        return new TrinoException(
                StandardErrorCode.INVALID_CAST_ARGUMENT,
                "Column %s has the value %s, which is no %s".formatted(column, value, wanted.getDisplayName()));
    }
}
