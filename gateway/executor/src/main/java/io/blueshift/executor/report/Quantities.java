package io.blueshift.executor.report;

import java.util.Locale;

/** Amounts as people read them. */
final class Quantities {
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final int BYTES_STEP = 1024;
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;

    private Quantities() {}

    /** {@code 512B}, {@code 1.50kB}: units of 1,024, as Trino writes them. */
    static String bytes(long bytes) {
        if (bytes < BYTES_STEP) {
            return bytes + BYTE_UNITS[0];
        }
        double value = bytes;
        int unit = 0;
        while (value >= BYTES_STEP && unit < BYTE_UNITS.length - 1) {
            value /= BYTES_STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.2f%s", value, BYTE_UNITS[unit]);
    }

    /** From the least to the greatest; of memory if bytes are in the name. */
    static String spread(String name, long least, long greatest) {
        return name.contains("bytes") ? bytes(least) + " to " + bytes(greatest) : least + " to " + greatest;
    }

    /** {@code 0.05ms}, {@code 1.20s}. */
    static String time(long nanos) {
        return nanos < SECOND
                ? String.format(Locale.ROOT, "%.2fms", nanos / MILLI)
                : String.format(Locale.ROOT, "%.2fs", nanos / SECOND);
    }

    static String count(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    /** A count with its name; one whose name ends in "bytes" is an amount of memory. */
    static String named(String name, long count) {
        return name + " " + (name.endsWith("bytes") ? bytes(count) : count);
    }
}
