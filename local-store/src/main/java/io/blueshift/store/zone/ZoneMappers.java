package io.blueshift.store.zone;

import io.trino.spi.type.Type;
import io.trino.spi.type.TypeId;
import io.trino.spi.type.TypeManager;
import io.trino.spi.type.TypeOperators;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One {@link ZoneMapper} per type, made when first wanted: their comparisons are generated code. Thread-safe. */
public final class ZoneMappers {
    private final TypeManager types;
    private final TypeOperators operators;
    private final Map<Type, ZoneMapper> mappers = new ConcurrentHashMap<>();

    public ZoneMappers(TypeManager types) {
        this.types = types;
        this.operators = types.getTypeOperators();
    }

    public ZoneMapper of(Type type) {
        ZoneMapper mapper = mappers.get(type);
        return mapper == null ? mappers.computeIfAbsent(type, key -> new ZoneMapper(key, operators)) : mapper;
    }

    /** The type that a segment names: summaries in it are of that type, whatever the column's has become. */
    public Type storedType(String typeId) {
        return types.getType(TypeId.of(typeId));
    }

    /** Comparisons and hashes of all types. */
    public TypeOperators operators() {
        return operators;
    }
}
