package io.blueshift.connector.lake.table;

/** A byte range of one data file of an Iceberg table. */
public record IcebergSplit() implements LakeSplit {}
