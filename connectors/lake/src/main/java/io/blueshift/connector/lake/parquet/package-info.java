/** Parquet files as pages, on Trino's Parquet reader: finding columns, skipping row groups, adapting types. */
package io.blueshift.connector.lake.parquet;
