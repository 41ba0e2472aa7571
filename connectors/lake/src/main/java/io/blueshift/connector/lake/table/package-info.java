/** What Iceberg tables and external tables have in common: handles, splits, and the interface that both implement. */
package io.blueshift.connector.lake.table;
