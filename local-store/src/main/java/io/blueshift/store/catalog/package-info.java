/**
 * What tables there are, and which files make up which version of them. This comment is the layout's specification.
 *
 * <pre>
 *   LOCK                            held by the one process that owns the directory
 *   names/VERSION.avro              schemas, tables (name to id), views, materialised views (name to id of the storage),
 *                                   functions
 *   tables/ID/manifests/VERSION.avro   columns and segments of one version of a table
 *   tables/ID/data/*.seg            segment files, see io.blueshift.store.format
 *   tables/ID/data/*.del            rows deleted from them, see io.blueshift.store.deletes
 * </pre>
 *
 * <p><b>Versions.</b> VERSION is a number of 20 digits; the highest is the current one. A manifest is an Avro object
 * container with one record (schemas: {@code names.avsc}, {@code table.avsc}) and carries in its metadata, as
 * {@code blueshift.crc32c}, the checksum of schema and record.
 *
 * <p><b>Commit.</b> Segment files are written and fsynced, then their directory; the manifest is written under another
 * name and fsynced, renamed to its version, and the directory is fsynced. The rename is the commit: before it nothing
 * is visible, after it everything is. A new table is committed a second time, by adding its name.
 *
 * <p><b>Conflicts.</b> Commits to one table are one after the other. Each is a change of the version that is current by
 * then; one that was prepared from an older version checks whether what it touches is still as it was, and otherwise
 * fails with a conflict. Appending touches nothing.
 *
 * <p><b>A commit that fails</b> takes its manifest back. If that fails too, the commit is in doubt: the next start decides
 * whether it happened. Until then its files stay and nothing more is committed.
 *
 * <p><b>Older versions</b> stay readable until they expire ({@link io.blueshift.store.catalog.RetentionPolicy}): first
 * their manifests go, durably, then the files that no other version needs. Readers pin the version they read; files of an
 * expired version go with its last reader.
 *
 * <p><b>Content.</b> A version knows the one in which its rows and columns first were what they are: compaction and comments
 * hand that on, a rollback brings back an earlier one. A materialised view is a definition among the names and a table
 * that no other name leads to; one commit replaces that table's rows and records, in a property, the content that they
 * were made from.
 *
 * <p><b>After a crash</b> everything that no manifest mentions is removed at the next start: temporary files, segments,
 * delete vectors, whole tables. While an older manifest is unreadable, its table's files are left alone;
 * tables without a list of names stop the start.
 */
package io.blueshift.store.catalog;
