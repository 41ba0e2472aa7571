package io.blueshift.server.planning.lower;

import io.trino.Session;
import io.trino.metadata.FunctionManager;
import io.trino.metadata.Metadata;
import io.trino.metadata.ResolvedFunction;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.FunctionType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeManager;
import io.trino.sql.gen.LambdaBytecodeGenerator;
import io.trino.sql.ir.Expression;
import io.trino.sql.ir.Lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Lambdas that are arguments of aggregates. They name no columns, so Trino compiles them by themselves. Safe for all
 * threads.
 */
final class Lambdas {
    private final Metadata metadata;
    private final FunctionManager functionManager;
    private final TypeManager typeManager;

    Lambdas(Metadata metadata, FunctionManager functionManager, TypeManager typeManager) {
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.functionManager = requireNonNull(functionManager, "functionManager is null");
        this.typeManager = requireNonNull(typeManager, "typeManager is null");
    }

    /** Those among a call's arguments, as the function wants them. */
    List<Supplier<Object>> compile(List<Expression> arguments, List<Class<?>> interfaces, Session session) {
        List<Lambda> lambdas = arguments.stream().filter(Lambda.class::isInstance).map(Lambda.class::cast).toList();
        List<Supplier<Object>> compiled = new ArrayList<>();
        for (int i = 0; i < lambdas.size(); i++) {
            Class<? extends Supplier<Object>> provider = LambdaBytecodeGenerator.compileLambdaProvider(lambdas.get(i),
                    functionManager, metadata, typeManager, interfaces.get(i));
            try {
                compiled.add(provider.getConstructor(ConnectorSession.class).newInstance(session.toConnectorSession()));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return compiled;
    }

    /** The types of a function's arguments but lambdas. */
    static List<Type> columnTypes(ResolvedFunction function) {
        return function.signature().getArgumentTypes().stream().filter(type -> !(type instanceof FunctionType))
                .toList();
    }
}
