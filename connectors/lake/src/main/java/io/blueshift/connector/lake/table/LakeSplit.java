package io.blueshift.connector.lake.table;

import io.trino.spi.connector.ConnectorSplit;

/** A piece of a table that one page source reads. */
public sealed interface LakeSplit extends ConnectorSplit permits IcebergSplit, ExternalSplit {}
