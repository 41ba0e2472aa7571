/**
 * Keeps tables in shape while they are in use: few files, few deleted rows, key ranges that do not overlap, no more old
 * versions than the policy says.
 *
 * <p><b>Compaction</b> writes rows anew into other segments and commits these in the place of the old ones. It never
 * blocks anybody: readers keep the versions they have, inserts go on, and if meanwhile a segment was changed, or a
 * statement is about to change rows, the work is thrown away and done again later.
 *
 * <p><b>What is worth it</b> is decided by {@link io.blueshift.store.maintenance.CompactionPlanner} from the manifest
 * alone, so that every row is written O(log n) times however its table grew:
 * <ul>
 * <li>small segments are merged, from the smallest up, as long as the next one is no larger than all before it together:
 * each merge at least doubles the segment a row is in, and leaves deleted rows out;</li>
 * <li>another segment of which a fifth or more is deleted is written without these rows;</li>
 * <li>a segment that is not sorted by the table's present sort key is sorted;</li>
 * <li>full segments of a table with a sort key form runs, a run being segments whose key ranges do not overlap. Runs are
 * merged by the same rule as small segments, reading every run once, in order.</li>
 * </ul>
 *
 * <p><b>Expiry</b> follows {@link io.blueshift.store.catalog.RetentionPolicy}.
 */
package io.blueshift.store.maintenance;
