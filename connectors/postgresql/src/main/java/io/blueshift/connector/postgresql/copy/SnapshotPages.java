package io.blueshift.connector.postgresql.copy;

import io.blueshift.connector.jdbc.ResultPages;
import io.trino.spi.Page;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Pages of a result that was read in a snapshot, {@link Snapshots#verify verified} when all of it is there. */
public final class SnapshotPages implements ResultPages {
    private final ResultPages pages;

    public SnapshotPages(ResultPages pages) {
        this.pages = pages;
    }

    @Override
    public boolean fill(ResultSet rows, String sql) throws SQLException {
        boolean more = pages.fill(rows, sql);
        if (!more) {
            Snapshots.verify(rows.getStatement().getConnection());
        }
        return more;
    }

    @Override
    public Page take() {
        return pages.take();
    }

    @Override
    public long receivedBytes() {
        return pages.receivedBytes();
    }
}
