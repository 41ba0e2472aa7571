package io.blueshift.connector.lake.table;

/** A byte range of one file of an external table. */
public record ExternalSplit() implements LakeSplit {}
