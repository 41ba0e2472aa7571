package io.blueshift.store.catalog;

import java.time.Instant;

/**
 * How a version came to be.
 *
 * @param operation create, insert, delete, update, merge, truncate, alter, compact, rollback
 * @param time when it was committed, in microseconds; never before the previous version's
 * @param addedRows that this version has and the previous one had not
 * @param deletedRows that the previous version had and this one has not
 */
public record Commit(String operation, Instant time, long addedRows, long deletedRows) {}
