package io.blueshift.pushdown;

import io.trino.spi.type.BigintType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

/** What integers a value can be, both ends included, as far as that follows from types: no statistics are believed. */
record IntegerRange(BigInteger low, BigInteger high) {
    static Optional<IntegerRange> of(Type type) {
        return switch (type) {
            case TinyintType _ -> Optional.of(of(Byte.MIN_VALUE, Byte.MAX_VALUE));
            case SmallintType _ -> Optional.of(of(Short.MIN_VALUE, Short.MAX_VALUE));
            case IntegerType _ -> Optional.of(of(Integer.MIN_VALUE, Integer.MAX_VALUE));
            case BigintType _ -> Optional.of(of(Long.MIN_VALUE, Long.MAX_VALUE));
            default -> Optional.empty();
        };
    }

    static IntegerRange of(long low, long high) {
        return new IntegerRange(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    boolean within(IntegerRange other) {
        return low.compareTo(other.low) >= 0 && high.compareTo(other.high) <= 0;
    }

    boolean contains(long value) {
        BigInteger exact = BigInteger.valueOf(value);
        return low.compareTo(exact) <= 0 && high.compareTo(exact) >= 0;
    }

    boolean isOneValue() {
        return low.equals(high);
    }

    IntegerRange plus(IntegerRange other) {
        return new IntegerRange(low.add(other.low), high.add(other.high));
    }

    IntegerRange negated() {
        return new IntegerRange(high.negate(), low.negate());
    }

    IntegerRange times(IntegerRange other) {
        return new IntegerRange(products(other).min(BigInteger::compareTo).orElseThrow(),
                products(other).max(BigInteger::compareTo).orElseThrow());
    }

    private Stream<BigInteger> products(IntegerRange other) {
        return Stream.of(low.multiply(other.low), low.multiply(other.high), high.multiply(other.low),
                high.multiply(other.high));
    }

    /** What is left of it by a division that makes nothing greater. */
    IntegerRange shrunk() {
        BigInteger greatest = greatest();
        return new IntegerRange(greatest.negate(), greatest);
    }

    /** The greatest distance from zero. */
    BigInteger greatest() {
        return low.abs().max(high.abs());
    }
}
