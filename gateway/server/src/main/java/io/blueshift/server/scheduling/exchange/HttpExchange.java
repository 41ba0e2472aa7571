package io.blueshift.server.scheduling.exchange;

import io.airlift.http.client.HttpClient;
import io.airlift.units.DataSize;
import io.trino.FeaturesConfig.DataIntegrityVerification;
import io.trino.operator.DirectExchangeClientConfig;

import java.util.concurrent.ScheduledExecutorService;

/** What an exchange needs to read from tasks of other nodes. */
record HttpExchange(String selfAddress, DataIntegrityVerification verification, DataSize responseBytesMax,
        DirectExchangeClientConfig config, HttpClient client, ScheduledExecutorService scheduler) {}
