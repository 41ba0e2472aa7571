package io.blueshift.benchmarks.store;

import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.security.ConnectorIdentity;
import io.trino.spi.session.PropertyMetadata;
import io.trino.spi.type.TimeZoneKey;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A session without an engine: every property has its default. */
final class StoreSession implements ConnectorSession {
    private final Map<String, Object> defaults = new HashMap<>();

    StoreSession(List<PropertyMetadata<?>> properties) {
        properties.forEach(property -> defaults.put(property.getName(), property.getDefaultValue()));
    }

    @Override
    public String getQueryId() {
        return "bench";
    }

    @Override
    public Optional<String> getSource() {
        return Optional.empty();
    }

    @Override
    public ConnectorIdentity getIdentity() {
        return ConnectorIdentity.ofUser("bench");
    }

    @Override
    public TimeZoneKey getTimeZoneKey() {
        return TimeZoneKey.UTC_KEY;
    }

    @Override
    public Locale getLocale() {
        return Locale.ROOT;
    }

    @Override
    public Optional<String> getTraceToken() {
        return Optional.empty();
    }

    @Override
    public Instant getStart() {
        return Instant.EPOCH;
    }

    @Override
    public <T> T getProperty(String name, Class<T> type) {
        return type.cast(defaults.get(name));
    }
}
