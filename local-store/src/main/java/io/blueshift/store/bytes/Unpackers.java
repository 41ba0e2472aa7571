package io.blueshift.store.bytes;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Chooses between the plain unpacker and the one that uses the Vector API. That API is an incubating module, which a stock
 * Trino may not have; and until the JVM has compiled it, it is thousands of times slower than plain code. So everything begins with
 * the plain one; a process that has unpacked {@value #VALUES_BEFORE_TRIAL} values lets a background thread try both, and the
 * vector one is taken if it turns out faster here. On a busy machine the JVM may not come to compile it within a trial, so there
 * are several, one after the other. Thread-safe.
 */
final class Unpackers {
    private static final long VALUES_BEFORE_TRIAL = 8_000_000;
    private static final int TRIALS_MAX = 8;
    private static final int TRIAL_VALUES = 4096;
    private static final int TRIAL_WIDTH = 13;
    /** The trial ends with the first of these, whether the vector code got fast or not. */
    private static final int TRIAL_ROUNDS_MAX = 40_000;
    private static final long TRIAL_NANOS_MAX = 3_000_000_000L;

    private static final Unpacker PLAIN = new PlainUnpacker();
    private static final AtomicLong UNPACKED = new AtomicLong();
    private static final AtomicInteger TRIALS = new AtomicInteger();
    private static volatile Unpacker current = PLAIN;

    private Unpackers() {}

    static Unpacker current() {
        return current;
    }

    /** Counts what was unpacked, to know when finding out pays. */
    static void unpacked(int values) {
        if (UNPACKED.get() < VALUES_BEFORE_TRIAL && UNPACKED.addAndGet(values) >= VALUES_BEFORE_TRIAL) {
            Thread.ofPlatform().daemon().name("local-store-unpacker-trial").priority(Thread.MIN_PRIORITY)
                    .start(() -> vector().ifPresent(Unpackers::tryOut));
        }
    }

    private static void tryOut(Unpacker vector) {
        if (isFaster(vector)) {
            current = vector;
        } else if (TRIALS.incrementAndGet() < TRIALS_MAX) {
            UNPACKED.set(0);
        }
    }

    /** Empty where the module is absent. */
    static Optional<Unpacker> vector() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new VectorUnpacker());
        } catch (LinkageError | RuntimeException e) {
            // No vectors on this machine, then
            return Optional.empty();
        }
    }

    private static boolean isFaster(Unpacker vector) {
        byte[] bytes = new byte[TRIAL_VALUES * TRIAL_WIDTH / 8 + ByteReader.SLACK];
        PackedLongs packed = new PackedLongs(bytes, 0, TRIAL_VALUES, TRIAL_WIDTH);
        long[] longs = new long[TRIAL_VALUES];
        int[] ints = new int[TRIAL_VALUES];
        long[] bits = new long[TRIAL_VALUES / Long.SIZE];
        // Of a width for which the comparison takes longs
        PackedLongs wide = new PackedLongs(bytes, 0, TRIAL_VALUES / 4, 4 * TRIAL_WIDTH);
        long end = System.nanoTime() + TRIAL_NANOS_MAX;
        long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int round = 0; round < TRIAL_ROUNDS_MAX && System.nanoTime() < end; round++) {
            Unpacker tried = round % 2 == 0 ? PLAIN : vector;
            long start = System.nanoTime();
            tried.unpack(packed, 0, TRIAL_VALUES, 1L, 7L, longs);
            tried.unpack(packed, 0, TRIAL_VALUES, 1, 7, ints);
            tried.between(packed, 1, 9, bits);
            tried.between(wide, 1, 9, bits);
            best[round % 2] = Math.min(best[round % 2], System.nanoTime() - start);
        }
        return best[1] < best[0];
    }
}
