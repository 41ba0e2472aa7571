package io.blueshift.executor.spill;

import java.util.Locale;

/** Numbers of bytes as people read them: 512B, 1.5kB, 256.0MB. */
final class ByteSizes {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private ByteSizes() {}

    static String text(long bytes) {
        if (bytes < 1024) {
            return bytes + "B";
        }
        double size = bytes;
        int unit = -1;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f%s", size, UNITS[unit]);
    }
}
