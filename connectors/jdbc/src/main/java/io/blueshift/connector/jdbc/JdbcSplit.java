package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemotePredicate;
import io.trino.spi.connector.ConnectorSplit;

import java.util.Optional;

import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;

/**
 * A scan, or a part of one.
 *
 * @param part holds for the rows of this part and no others; true if it is all of them
 * @param snapshot the source's name of the state of the database in which others read, too; absent where this is read in
 *                 whatever state it finds
 * @param apart that the statement's scans should have been read in one state, and this one is not
 */
public record JdbcSplit(RemotePredicate part, Optional<String> snapshot, boolean apart) implements ConnectorSplit {
    public static final JdbcSplit WHOLE = new JdbcSplit(RemotePredicate.TRUE, Optional.empty());

    private static final int INSTANCE_SIZE = instanceSize(JdbcSplit.class);

    public JdbcSplit {
        requireNonNull(part, "part is null");
        requireNonNull(snapshot, "snapshot is null");
    }

    /** One of several parts, or all of a scan that nothing else is read with. */
    public JdbcSplit(RemotePredicate part, Optional<String> snapshot) {
        this(part, snapshot, false);
    }

    @Override
    public long getRetainedSizeInBytes() {
        return INSTANCE_SIZE;
    }
}
