package io.blueshift.benchmarks.store;

import io.trino.spi.type.Type;
import io.trino.spi.type.TypeDescriptor;
import io.trino.spi.type.TypeId;
import io.trino.spi.type.TypeManager;
import io.trino.spi.type.TypeOperators;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of some tables, found by their ids: all that a store without an engine asks for. Thread-safe. */
public class TableTypes implements TypeManager {
    private final Map<TypeId, Type> types;
    private final TypeOperators operators = new TypeOperators();

    public TableTypes(Collection<Type> types) {
        this.types = types.stream().distinct().collect(Collectors.toMap(Type::getTypeId, type -> type));
    }

    @Override
    public Type getType(TypeDescriptor signature) {
        return types.values().stream().filter(type -> type.getTypeDescriptor().equals(signature)).findFirst()
                .orElseThrow(() -> unknown(signature));
    }

    @Override
    public Type fromSqlType(String text) {
        return types.values().stream().filter(type -> type.getDisplayName().equals(text)).findFirst()
                .orElseThrow(() -> unknown(text));
    }

    @Override
    public Type getType(TypeId id) {
        return Optional.ofNullable(types.get(id)).orElseThrow(() -> unknown(id));
    }

    private static IllegalArgumentException unknown(Object type) {
        return new IllegalArgumentException("No column has the type " + type);
    }

    @Override
    public boolean isTypeRegistered(String name) {
        return types.values().stream().anyMatch(type -> type.getBaseName().equals(name));
    }

    @Override
    public TypeOperators getTypeOperators() {
        return operators;
    }
}
