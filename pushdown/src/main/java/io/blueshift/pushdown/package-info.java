/**
 * What a source can run with identical meaning. SPI predicates and limits become a remote query, an immutable tree of
 * records, which a {@link io.blueshift.pushdown.Dialect} renders to SQL with bind parameters. Nothing here knows a
 * particular source: connectors describe theirs by {@link io.blueshift.pushdown.Comparability} and a dialect.
 */
package io.blueshift.pushdown;
