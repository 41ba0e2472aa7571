package io.blueshift.store.zone;

import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One {@link ZoneMapper} per type, made when first wanted: their comparisons are generated code. Thread-safe. */
public final class ZoneMappers {
    private final TypeOperators operators;
    private final Map<Type, ZoneMapper> mappers = new ConcurrentHashMap<>();

    public ZoneMappers(TypeOperators operators) {
        this.operators = operators;
    }

    public ZoneMapper of(Type type) {
        ZoneMapper mapper = mappers.get(type);
        return mapper == null ? mappers.computeIfAbsent(type, key -> new ZoneMapper(key, operators)) : mapper;
    }

    /** Comparisons and hashes of all types. */
    public TypeOperators operators() {
        return operators;
    }
}
