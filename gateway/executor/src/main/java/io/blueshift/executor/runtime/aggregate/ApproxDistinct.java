package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.TrinoException;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

/**
 * {@code approx_distinct(x)} and {@code approx_distinct(x, e)}: about how many different values each group has, by
 * HyperLogLog. The maximum error of a group's first row decides how many registers it will have. A group begins with
 * {@link HashPrefixes} and goes on with {@link HashRegisters}.
 */
final class ApproxDistinct implements Accumulator {
    private static final double DEFAULT_ERROR = 0.023;
    private static final double LEAST_ERROR = 0.0040625;
    private static final double GREATEST_ERROR = 0.26000;

    /** An array's header. */
    private static final int ARRAY_BYTES = 16;

    private final ValueHashes hashes;
    private final ValidRows valid;
    private final boolean chosen;
    /** A group has the one, or the other, or nothing yet. */
    private HashPrefixes[] prefixes = {};
    private byte[][] registers = {};
    private long stateBytes;

    /** @param arguments two if there is a maximum error, else one */
    ApproxDistinct(Type type, int arguments) {
        this.hashes = new ValueHashes(type);
        this.valid = new ValidRows(arguments);
        this.chosen = arguments == 2;
    }

    @Override
    public void grow(int groups) {
        if (prefixes.length < groups) {
            int length = OneArgument.newLength(prefixes.length, groups);
            prefixes = Arrays.copyOf(prefixes, length);
            registers = Arrays.copyOf(registers, length);
        }
    }

    @Override
    public void add(Vector[] arguments, int[] rows, int count, int[] groups) {
        valid.select(arguments, rows, 0, count, groups);
        long[] hashed = hashes.of(arguments[0], valid.rows, valid.from, valid.to);
        int[] validGroups = valid.groups;
        for (int i = valid.from; i < valid.to; i++) {
            int group = validGroups[i];
            byte[] many = registers[group];
            if (many != null) {
                HashRegisters.add(many, hashed[i]);
            } else {
                addToFew(group, hashed[i], arguments, valid.rows[i]);
            }
        }
    }

    @Override
    public void addToOne(int group, Vector[] arguments, int[] rows, int from, int to) {
        valid.select(arguments, rows, from, to, null);
        long[] hashed = hashes.of(arguments[0], valid.rows, valid.from, valid.to);
        int next = valid.from;
        while (next < valid.to && registers[group] == null) {
            addToFew(group, hashed[next], arguments, valid.rows[next]);
            next++;
        }
        if (next < valid.to) {
            HashRegisters.addAll(registers[group], hashed, next, valid.to);
        }
    }

    private void addToFew(int group, long hash, Vector[] arguments, int row) {
        if (prefixes[group] == null) {
            put(group, new HashPrefixes(indexBits(
                    chosen ? Double.longBitsToDouble(arguments[1].longs()[row]) : DEFAULT_ERROR)));
        }
        HashPrefixes few = prefixes[group];
        long before = few.retainedBytes();
        few.add(hash);
        stateBytes += few.retainedBytes() - before;
        replaceIfTooMany(group);
    }

    private static int indexBits(double error) {
        if (!(error >= LEAST_ERROR && error <= GREATEST_ERROR)) {
            throw new TrinoException(INVALID_FUNCTION_ARGUMENT, "Max standard error must be in [%s, %s]: %s"
                    .formatted(LEAST_ERROR, GREATEST_ERROR, error));
        }
        int registers = (int) Math.ceil(1.0816 / (error * error));
        return Integer.SIZE - Integer.numberOfLeadingZeros(registers - 1);
    }

    private void put(int group, HashPrefixes few) {
        prefixes[group] = few;
        stateBytes += few.retainedBytes();
    }

    private void put(int group, byte[] many) {
        registers[group] = many;
        stateBytes += ARRAY_BYTES + many.length;
    }

    private void replaceIfTooMany(int group) {
        if (prefixes[group].areTooMany()) {
            replace(group);
        }
    }

    private void replace(int group) {
        put(group, prefixes[group].registers());
        stateBytes -= prefixes[group].retainedBytes();
        prefixes[group] = null;
    }

    @Override
    public void merge(Accumulator from, int[] fromGroups, int offset, int count, int[] groups) {
        ApproxDistinct other = (ApproxDistinct) from;
        for (int i = 0; i < count; i++) {
            int otherGroup = fromGroups[offset + i];
            if (other.registers[otherGroup] != null) {
                mergeMany(groups[i], other.registers[otherGroup]);
            } else if (other.prefixes[otherGroup] != null) {
                mergeFew(groups[i], other.prefixes[otherGroup]);
            }
        }
    }

    private void mergeMany(int group, byte[] many) {
        if (prefixes[group] == null && registers[group] == null) {
            put(group, many.clone());
            return;
        }
        if (registers[group] == null) {
            replace(group);
        }
        requireAsMany(registers[group].length, many.length);
        HashRegisters.merge(registers[group], many);
    }

    private void mergeFew(int group, HashPrefixes few) {
        if (registers[group] != null) {
            requireAsMany(registers[group].length, 1 << few.indexBits());
            few.addTo(registers[group]);
        } else if (prefixes[group] == null) {
            put(group, few.copy());
        } else {
            long before = prefixes[group].retainedBytes();
            prefixes[group].addAll(few);
            stateBytes += prefixes[group].retainedBytes() - before;
            replaceIfTooMany(group);
        }
    }

    /** They need not be: the error is an argument like another, and threads met the group's rows in different orders. */
    private static void requireAsMany(int registers, int others) {
        if (registers != others) {
            throw new IllegalArgumentException(
                    "Cannot merge HLLs with different number of buckets: %s vs %s".formatted(registers, others));
        }
    }

    @Override
    public Vector result(int from, int to) {
        long[] estimates = new long[to - from];
        for (int i = from; i < to; i++) {
            if (registers[i] != null) {
                estimates[i - from] = HashRegisters.estimate(registers[i]);
            } else if (prefixes[i] != null) {
                estimates[i - from] = prefixes[i].estimate();
            }
        }
        return Vector.ofLongs(BigintType.BIGINT, to - from, estimates, Optional.empty());
    }

    @Override
    public long retainedBytes() {
        return 8L * prefixes.length + stateBytes + hashes.retainedBytes();
    }
}
