package io.blueshift.store.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A commit failed after its manifest had got its name, and the manifest could not be taken back: whether the version
 * exists, the next start decides. Until then nothing may be committed on top, and the commit's files must stay.
 */
public final class CommitInDoubtException extends UncheckedIOException {
    public CommitInDoubtException(Path manifest, IOException cause) {
        super(
                new IOException(
                        "%s may or may not be committed: %s. It is decided at the next start; until then nothing more is written"
                                .formatted(manifest, cause),
                        cause));
    }
}
