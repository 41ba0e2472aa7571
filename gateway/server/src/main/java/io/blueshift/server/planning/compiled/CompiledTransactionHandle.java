package io.blueshift.server.planning.compiled;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.ConnectorTransactionHandle;

/**
 * Stands where Trino wants a transaction of the scanned catalog. The internal catalog has none: each source below keeps
 * the query's own.
 */
public record CompiledTransactionHandle(@JsonProperty("id") String id) implements ConnectorTransactionHandle {}
