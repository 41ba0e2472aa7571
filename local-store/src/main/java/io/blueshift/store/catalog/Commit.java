package io.blueshift.store.catalog;

import java.time.Instant;

/**
 * How a version came to be.
 *
 * @param operation create, insert, delete, update, merge, truncate, alter, compact, rollback, refresh
 * @param time when it was committed, in microseconds; never before the previous version's
 * @param addedRows that this version has and the previous one had not
 * @param deletedRows that the previous version had and this one has not
 * @param contentVersion the first version whose rows and columns were these: compaction and comments leave it as it is,
 *            a rollback brings back an earlier one; 0 until the commit
 */
public record Commit(String operation, Instant time, long addedRows, long deletedRows, long contentVersion) {
    public Commit(String operation, Instant time, long addedRows, long deletedRows) {
        this(operation, time, addedRows, deletedRows, 0);
    }
}
