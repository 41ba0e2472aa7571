/**
 * What tables there are, and which files make up which version of them. This comment is the layout's specification.
 *
 * <pre>
 *   LOCK                            held by the one process that owns the directory
 *   names/VERSION.avro              schemas, tables (name to id), views
 *   tables/ID/manifests/VERSION.avro   columns and segments of one version of a table
 *   tables/ID/data/*.seg            segment files, see io.blueshift.store.format
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
 * <p><b>After a crash</b> everything that no current manifest mentions is removed at the next start: temporary files,
 * older manifests, segments, whole tables.
 *
 * <p><b>Readers</b> pin the version they start with. Files that a later version no longer mentions are deleted when no
 * pin of an earlier version is left.
 */
package io.blueshift.store.catalog;
