package io.blueshift.executor.runtime.aggregate;

import io.blueshift.executor.vector.Vector;

import java.util.Arrays;

/** The one group of an aggregation without keys; it is there even if no row is. */
final class NoKeys implements GroupTable {
    @Override
    public int groups() {
        return 1;
    }

    @Override
    public long lookups() {
        return 0;
    }

    @Override
    public void assign(Vector[] keys, int[] rows, int count, int[] groups) {
        Arrays.fill(groups, 0, count, 0);
    }

    @Override
    public void append(Vector[] keys, int[] rows, int count, int[] groups) {
        assign(keys, rows, count, groups);
    }

    @Override
    public void merge(GroupTable from, int[] fromGroups, int offset, int count, int[] groups) {
        Arrays.fill(groups, 0, count, 0);
    }

    @Override
    public void partitions(int bits, int from, int to, int[] target) {
        Arrays.fill(target, 0, to - from, 0);
    }

    @Override
    public Vector key(int column, int from, int to) {
        throw new IndexOutOfBoundsException("There are no keys, so none numbered " + column);
    }

    @Override
    public long retainedBytes() {
        return 0;
    }
}
