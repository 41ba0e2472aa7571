package io.blueshift.executor.compile;

import io.airlift.bytecode.expression.BytecodeExpression;
import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

/**
 * How generated code reads a value that is not NULL from a block.
 */
final class BlockReads {
    private BlockReads() {}

    /** {@code type.getX(block, position)} */
    static BytecodeExpression read(KernelClass target, Type type, BytecodeExpression block,
            BytecodeExpression position) {
        BytecodeExpression constant = target.constant(Type.class, type);
        BytecodeExpression any = block.cast(Block.class);
        Class<?> form = JavaForm.of(type);
        if (form == long.class) {
            return constant.invoke("getLong", long.class, any, position);
        }
        if (form == double.class) {
            return constant.invoke("getDouble", double.class, any, position);
        }
        if (form == boolean.class) {
            return constant.invoke("getBoolean", boolean.class, any, position);
        }
        return form == Slice.class
                ? constant.invoke("getSlice", Slice.class, any, position)
                : constant.invoke("getObject", Object.class, any, position).cast(form);
    }

    /** The same from the values of a column, where the block's class is known. */
    static BytecodeExpression readColumn(KernelClass target, Type type, BytecodeExpression values,
            BytecodeExpression position) {
        return switch (type) {
            case VarcharType _,CharType _,VarbinaryType _ ->
                values.cast(VariableWidthBlock.class).invoke("getSlice", Slice.class, position);
            case DecimalType decimal when !decimal.isShort() ->
                values.cast(Int128ArrayBlock.class).invoke("getInt128", Int128.class, position);
            default -> read(target, type, values, position);
        };
    }
}
