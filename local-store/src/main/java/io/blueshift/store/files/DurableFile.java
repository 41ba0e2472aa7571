package io.blueshift.store.files;

import io.blueshift.store.files.FileFaults.Step;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A new file being written, unbuffered. Its content is on the disk after {@link #sync}; its name is after
 * {@link DurableFiles#syncDirectory}. Not thread-safe.
 */
public final class DurableFile extends OutputStream {
    private final Path file;
    // A stream, not a channel: an interrupt must not leave a commit in doubt
    private final FileOutputStream out;

    DurableFile(Path file) throws IOException {
        DurableFiles.faults.before(Step.CREATE, file, 0);
        this.file = file;
        this.out = new FileOutputStream(file.toFile());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[]{(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int fitting = DurableFiles.faults.before(Step.WRITE, file, length);
        out.write(bytes, offset, fitting);
        if (fitting < length) {
            throw new IOException("%s: No space left on device".formatted(file));
        }
    }

    /** Forces what was written to the disk. */
    public void sync() throws IOException {
        DurableFiles.faults.before(Step.SYNC, file, 0);
        out.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
