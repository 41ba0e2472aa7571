package io.blueshift.executor.runtime.join;

import io.blueshift.executor.vector.Vector;

/** A key of a type whose longs, or some normal form of them, tell what is equal. */
record LongKeyColumn(LongKey form, boolean nanIsValue) implements KeyColumn {
    @Override
    public int keepKeyed(Vector vector, int[] rows, int count) {
        return form.keepKeyed(vector, nanIsValue, rows, count);
    }

    @Override
    public void hash(Vector vector, int[] rows, int count, long[] hashes) {
        long[] longs = vector.longs();
        if (form == LongKey.PLAIN) {
            for (int i = 0; i < count; i++) {
                hashes[i] = KeyColumn.mix(hashes[i], longs[rows[i]]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                hashes[i] = KeyColumn.mix(hashes[i], form.of(longs[rows[i]]));
            }
        }
    }

    @Override
    public int keepEqual(Vector probe, BuildColumn build, int[] probeRows, int[] buildRows, int count) {
        long[] left = probe.longs();
        long[] right = ((BuildColumn.Longs) build).values();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int probeRow = probeRows[i];
            int buildRow = buildRows[i];
            probeRows[kept] = probeRow;
            buildRows[kept] = buildRow;
            kept += form.of(left[probeRow]) == form.of(right[buildRow]) ? 1 : 0;
        }
        return kept;
    }
}
