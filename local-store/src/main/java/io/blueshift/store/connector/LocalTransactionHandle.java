package io.blueshift.store.connector;

import io.trino.spi.connector.ConnectorTransactionHandle;

import java.util.UUID;

/** Names a {@link LocalTransaction}. */
public record LocalTransactionHandle(UUID id) implements ConnectorTransactionHandle {}
