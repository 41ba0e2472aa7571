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

/** A session without an engine: properties have their defaults but for those that are given. */
public final class PlainSession implements ConnectorSession {
    private final Map<String, Object> properties = new HashMap<>();

    public PlainSession(List<PropertyMetadata<?>> known, Map<String, Object> given) {
        known.forEach(property -> properties.put(property.getName(), property.getDefaultValue()));
        properties.putAll(given);
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
        return type.cast(properties.get(name));
    }
}
