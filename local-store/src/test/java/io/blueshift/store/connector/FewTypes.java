package io.blueshift.store.connector;

import io.trino.spi.type.Type;
import io.trino.spi.type.TypeDescriptor;
import io.trino.spi.type.TypeId;
import io.trino.spi.type.TypeManager;
import io.trino.spi.type.TypeOperators;

import static io.trino.spi.type.BigintType.BIGINT;

/** BIGINT alone, without the engine's type registry: a process that is killed at once should start at once. */
final class FewTypes implements TypeManager {
    private final TypeOperators operators = new TypeOperators();

    @Override
    public Type getType(TypeDescriptor signature) {
        return getType(TypeId.of(signature.toString()));
    }

    @Override
    public Type fromSqlType(String type) {
        return getType(TypeId.of(type));
    }

    @Override
    public Type getType(TypeId id) {
        if (id.equals(BIGINT.getTypeId())) {
            return BIGINT;
        }
        throw new IllegalArgumentException("no type " + id);
    }

    @Override
    public boolean isTypeRegistered(String name) {
        return name.equals("bigint");
    }

    @Override
    public TypeOperators getTypeOperators() {
        return operators;
    }
}
