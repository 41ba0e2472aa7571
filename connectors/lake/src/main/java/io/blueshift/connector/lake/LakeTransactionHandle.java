package io.blueshift.connector.lake;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.ConnectorTransactionHandle;

import java.util.UUID;

/** Names a transaction of a lake catalog. */
public record LakeTransactionHandle(@JsonProperty("id") UUID id) implements ConnectorTransactionHandle {}
