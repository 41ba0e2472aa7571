package io.blueshift.store.files;

import java.io.IOException;
import java.nio.file.Path;

/** What may go wrong with the files of this process. Nothing does by itself: tests say what and when. */
interface FileFaults {
    FileFaults NONE = (_, _, bytes) -> bytes;

    /** What is about to be done. */
    enum Step {
        CREATE, WRITE, SYNC, RENAME, SYNC_DIRECTORY, DELETE
    }

    /**
     * Called before a step; throws to make it fail.
     *
     * @param bytes to be written, 0 for other steps
     * @return how many of them reach the file; if these are fewer, the disk is full after them
     */
    int before(Step step, Path file, int bytes) throws IOException;
}
