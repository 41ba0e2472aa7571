/** Tables over Parquet and CSV files that were there before: their definitions, their files, their rows. */
package io.blueshift.connector.lake.external;
