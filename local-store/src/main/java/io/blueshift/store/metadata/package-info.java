/** What the store is made of, as tables for SQL: {@code "t$segments"}, {@code "t$columns"}, {@code "t$snapshots"}. */
package io.blueshift.store.metadata;
