/** Iceberg tables: metadata, planning, reading and writing over the Iceberg library. */
package io.blueshift.connector.lake.iceberg;
