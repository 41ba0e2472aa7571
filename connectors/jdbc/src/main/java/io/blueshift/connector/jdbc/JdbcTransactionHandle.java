package io.blueshift.connector.jdbc;

import io.trino.spi.connector.ConnectorTransactionHandle;

import java.util.UUID;

/** Names one of the engine's transactions. */
public record JdbcTransactionHandle(UUID id) implements ConnectorTransactionHandle {}
