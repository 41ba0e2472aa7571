package io.blueshift.executor.compile;

import io.airlift.slice.Slice;
import io.blueshift.executor.ir.Constant;
import io.blueshift.executor.ir.In;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The literals of an IN list, to be looked up. Which class it is depends on the type alone. None of the literals is NULL
 * or has a NULL inside. Not changed after it is made.
 */
sealed interface ConstantSet permits LongSet, ConstantSet.Doubles, ConstantSet.Slices, ConstantSet.Objects {
    static Class<? extends ConstantSet> form(Type type) {
        return switch (type) {
            case DoubleType _ -> Doubles.class;
            case VarcharType _,CharType _,VarbinaryType _ -> Slices.class;
            default -> PlainLongs.has(type) ? LongSet.class : Objects.class;
        };
    }

    static ConstantSet of(Type type, List<Object> literals, In.Equality equality, ConnectorSession session) {
        Class<? extends ConstantSet> form = form(type);
        if (form == LongSet.class) {
            return new LongSet(literals.stream().mapToLong(literal -> (long) literal).toArray());
        }
        if (form == Doubles.class) {
            return new Doubles(literals);
        }
        if (form == Slices.class) {
            return new Slices(literals);
        }
        return new Objects(literals, equality, session);
    }

    /** Whether comparisons with the literal can be unknown, though it is not NULL. */
    static boolean isIndeterminate(In.Equality equality, Constant literal, ConnectorSession session) {
        if (JavaForm.of(literal.type()) != Object.class) {
            return false;
        }
        MethodHandle handle = FunctionLink.generic(equality.indeterminate(), session);
        return (boolean) FunctionLink.call(handle, literal.value().orElseThrow());
    }

    /** Doubles, of which 0.0 and -0.0 are the same and NaN is none. */
    final class Doubles implements ConstantSet {
        private final LongSet bits;

        private Doubles(List<Object> literals) {
            this.bits = new LongSet(literals.stream().mapToDouble(literal -> (double) literal)
                    .filter(literal -> !Double.isNaN(literal)).mapToLong(Doubles::bits).toArray());
        }

        boolean contains(double value) {
            return bits.contains(bits(value));
        }

        private static long bits(double value) {
            return value == 0 ? 0 : Double.doubleToLongBits(value);
        }
    }

    /** Types whose values are equal if their bytes are. */
    final class Slices implements ConstantSet {
        private final Set<Slice> slices;

        private Slices(List<Object> literals) {
            Set<Slice> set = new HashSet<>();
            literals.forEach(literal -> set.add((Slice) literal));
            this.slices = set;
        }

        boolean contains(Slice value) {
            return slices.contains(value);
        }
    }

    /** All others, by the functions of the type. */
    final class Objects implements ConstantSet {
        private final Map<Long, List<Object>> byHash = new HashMap<>();
        private final MethodHandle equal;
        private final MethodHandle hash;

        private Objects(List<Object> literals, In.Equality equality, ConnectorSession session) {
            this.equal = FunctionLink.generic(equality.equal(), session);
            this.hash = FunctionLink.generic(equality.hash(), session);
            for (Object literal : literals) {
                byHash.computeIfAbsent((Long) FunctionLink.call(hash, literal), _ -> new ArrayList<>()).add(literal);
            }
        }

        boolean contains(Object value) {
            if (byHash.isEmpty()) {
                return false;
            }
            for (Object literal : byHash.getOrDefault((Long) FunctionLink.call(hash, value), List.of())) {
                if (Boolean.TRUE.equals(FunctionLink.call(equal, value, literal))) {
                    return true;
                }
            }
            return false;
        }
    }
}
