package io.blueshift.store.connector;

/**
 * A table of another catalog that a materialised view was made from.
 *
 * @param version of what the refresh read, in that catalog's own words
 */
public record ForeignTable(String catalog, String schema, String table, String version) {}
