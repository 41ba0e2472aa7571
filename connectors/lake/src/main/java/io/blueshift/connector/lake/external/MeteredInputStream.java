package io.blueshift.connector.lake.external;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that a stream gave and the time it took. For one thread. */
final class MeteredInputStream extends FilterInputStream {
    private long bytes;
    private long nanos;

    MeteredInputStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        long start = System.nanoTime();
        int count = in.read(target, offset, length);
        nanos += System.nanoTime() - start;
        bytes += Math.max(count, 0);
        return count;
    }

    long bytes() {
        return bytes;
    }

    long nanos() {
        return nanos;
    }
}
