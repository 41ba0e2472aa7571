package io.blueshift.connector.lake.external;

import io.airlift.slice.Slice;

/** One field of a CSV record: its bytes without quotes and escapes, and whether it was quoted. */
record CsvField(Slice text, boolean quoted) {}
