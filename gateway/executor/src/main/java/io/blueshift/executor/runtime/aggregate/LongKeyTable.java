package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;
import io.trino.spi.block.Bitmap;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Groups by one key whose values are longs. As long as all keys lie close to each other, an array is indexed with them;
 * then an open-addressing table of group numbers, whose keys stand in the order of the groups. Rows often come in runs of
 * one key, so the row before is looked at first.
 */
final class LongKeyTable implements GroupTable {
    /** How far apart the least and the greatest key may be to index with: an array of 2 MB at most. */
    private static final long DIRECT_RANGE_MAX = 1 << 19;

    private final Type type;
    private long[] keys = new long[64];
    private int groups;
    private int nullGroup = -1;
    private long lookups;
    private final BlindOrder blind = new BlindOrder();

    // Exactly one of the two: group + 1 at key - directFrom, or at the slot of the key's hash; 0 where there is none
    private int[] direct = {};
    private long directFrom;
    private long directGreatest;
    private int[] slots;
    private int mask;
    private int slotEntriesMax;
    private int slotsMin;

    // Of the rows at hand
    private long[] probed = {};
    private int[] entries = {};

    LongKeyTable(Type type) {
        this.type = requireNonNull(type, "type is null");
    }

    @Override
    public void expect(int expected) {
        keys = new long[expected];
        direct = null;
        slotsMin = Hashes.slots(expected);
    }

    @Override
    public int groups() {
        return groups;
    }

    @Override
    public long lookups() {
        // Looking into the array costs less than finding out whether it is in vain
        return slots == null ? Long.MAX_VALUE : lookups;
    }

    @Override
    public void assign(Vector[] vectors, int[] rows, int count, int[] target) {
        long[] values = LongKeys.of(vectors[0], rows, count);
        Optional<long[]> validity = vectors[0].validity();
        if (validity.isPresent()) {
            assignWithNulls(values, validity.get(), rows, count, target);
            return;
        }
        if (count == 0) {
            return;
        }
        if (slots == null && (direct == null || !coverDirectly(values, rows, count))) {
            leaveDirect();
        }
        if (slots == null) {
            assignDirectly(values, rows, count, target);
        } else {
            assignHashed(values, rows, count, target);
        }
    }

    private void assignWithNulls(long[] values, long[] validity, int[] rows, int count, int[] target) {
        leaveDirect();
        lookups += count;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            target[i] = LongKeys.isNull(validity, row) ? nullGroup() : find(values[row]);
        }
    }

    /** Makes the array reach from the least to the greatest key, if they are not too far apart. */
    private boolean coverDirectly(long[] values, int[] rows, int count) {
        long least = direct.length == 0 ? Long.MAX_VALUE : directFrom;
        long greatest = direct.length == 0 ? Long.MIN_VALUE : directGreatest;
        long reach = greatest;
        for (int i = 0; i < count; i++) {
            long value = values[rows[i]];
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        long range = greatest - least + 1;
        if (range <= 0 || range > DIRECT_RANGE_MAX) {
            return false;
        }
        if (least < directFrom || range > direct.length) {
            // The reserve lies behind the greatest: keys grow rather than fall
            int length = (int) Math.min(DIRECT_RANGE_MAX, Math.max(64, range + range / 2));
            int[] wider = new int[Math.max(length, (int) range)];
            int used = direct.length == 0 ? 0 : (int) (reach - directFrom + 1);
            System.arraycopy(direct, 0, wider, used == 0 ? 0 : (int) (directFrom - least), used);
            direct = wider;
            directFrom = least;
        }
        directGreatest = greatest;
        return true;
    }

    private void assignDirectly(long[] values, int[] rows, int count, int[] target) {
        long previous = values[rows[0]];
        int runs = 0;
        for (int i = 0; i < count; i++) {
            long value = values[rows[i]];
            runs += value == previous ? 0 : 1;
            previous = value;
            int index = (int) (value - directFrom);
            int entry = direct[index];
            if (entry == 0) {
                entry = add(value) + 1;
                direct[index] = entry;
            }
            target[i] = entry - 1;
        }
        lookups += runs + 1;
    }

    private void leaveDirect() {
        if (slots == null) {
            direct = null;
            rehash(Math.max(slotsMin, Hashes.slots(2 * groups)));
        }
    }

    private void assignHashed(long[] values, int[] rows, int count, int[] target) {
        long[] run = values(count);
        int runs = 0;
        for (int i = 0; i < count; i++) {
            long value = values[rows[i]];
            if (runs == 0 || value != run[runs - 1]) {
                run[runs++] = value;
            }
            target[i] = runs - 1;
        }
        lookups += runs;
        findAll(run, runs);
        for (int i = 0; i < count; i++) {
            target[i] = entries[target[i]] - 1;
        }
    }

    private long[] values(int count) {
        if (probed.length < count) {
            probed = new long[count];
            entries = new int[count];
        }
        return probed;
    }

    /**
     * Puts group + 1 of each value into the entries. A first pass only loads what stands in the slots, which nothing has to
     * wait for; most of it is right.
     */
    private void findAll(long[] values, int count) {
        int[] table = slots;
        int[] found = entries;
        for (int i = 0; i < count; i++) {
            found[i] = table[(int) Hashes.mix(values[i]) & mask];
        }
        for (int i = 0; i < count; i++) {
            int entry = found[i];
            if (entry == 0 || keys[entry - 1] != values[i] || entry - 1 == nullGroup) {
                found[i] = find(values[i]) + 1;
            }
        }
    }

    private int find(long value) {
        int[] table = slots;
        int slot = (int) Hashes.mix(value) & mask;
        for (int entry; (entry = table[slot]) != 0; slot = (slot + 1) & mask) {
            if (keys[entry - 1] == value && entry - 1 != nullGroup) {
                return entry - 1;
            }
        }
        int group = add(value);
        table[slot] = group + 1;
        if (groups > slotEntriesMax) {
            rehash(Hashes.slots(groups));
        }
        return group;
    }

    private int add(long value) {
        if (groups == keys.length) {
            keys = Arrays.copyOf(keys, 2 * groups);
        }
        keys[groups] = value;
        return groups++;
    }

    private int nullGroup() {
        if (nullGroup < 0) {
            nullGroup = add(0);
        }
        return nullGroup;
    }

    private void rehash(int length) {
        slots = new int[length];
        mask = length - 1;
        slotEntriesMax = length / 2;
        for (int group = 0; group < groups; group++) {
            if (group != nullGroup) {
                int slot = (int) Hashes.mix(keys[group]) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = group + 1;
            }
        }
    }

    @Override
    public void append(Vector[] vectors, int[] rows, int count, int[] target) {
        long[] values = LongKeys.of(vectors[0], rows, count);
        long[] validity = vectors[0].validity().orElse(null);
        if (validity != null) {
            assign(vectors, rows, count, target);
            return;
        }
        blind.begin(count);
        int run = -1;
        for (int i = 0; i < count; i++) {
            long value = values[rows[i]];
            if (i == 0 || value != values[rows[i - 1]]) {
                run = blind.add(Hashes.mix(value));
            }
            target[i] = run;
        }
        int first = groups;
        blind.order();
        reserve(groups + blind.runs());
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int group = first + blind.position(target[i]);
            if (target[i] != previous) {
                previous = target[i];
                keys[group] = values[rows[i]];
            }
            target[i] = group;
        }
        groups += blind.runs();
    }

    private void reserve(int length) {
        if (keys.length < length) {
            keys = Arrays.copyOf(keys, Math.max(length, 2 * keys.length));
        }
    }

    @Override
    public void merge(GroupTable from, int[] fromGroups, int offset, int count, int[] target) {
        leaveDirect();
        LongKeyTable other = (LongKeyTable) from;
        long[] otherKeys = other.keys;
        if (other.nullGroup >= 0) {
            for (int i = 0; i < count; i++) {
                int group = fromGroups[offset + i];
                target[i] = group == other.nullGroup ? nullGroup() : find(otherKeys[group]);
            }
            return;
        }
        long[] values = values(count);
        for (int i = 0; i < count; i++) {
            values[i] = otherKeys[fromGroups[offset + i]];
        }
        findAll(values, count);
        for (int i = 0; i < count; i++) {
            target[i] = entries[i] - 1;
        }
    }

    @Override
    public void partitions(int bits, int from, int to, int[] target) {
        for (int group = from; group < to; group++) {
            target[group - from] = Hashes.partition(Hashes.mix(keys[group]), bits);
        }
    }

    @Override
    public Vector key(int column, int from, int to) {
        Optional<long[]> validity = Optional.empty();
        if (from <= nullGroup && nullGroup < to) {
            long[] words = new long[Bitmap.wordsForBits(to - from)];
            for (int i = 0; i < to - from; i++) {
                if (from + i != nullGroup) {
                    Bitmap.set(words, 0, i);
                }
            }
            validity = Optional.of(words);
        }
        return Vector.ofLongs(type, to - from, Arrays.copyOfRange(keys, from, to), validity);
    }

    @Override
    public long retainedBytes() {
        return 12L * probed.length + blind.retainedBytes() + 8L * keys.length
                + 4L * (slots != null ? slots.length : direct != null ? direct.length : 0);
    }
}
