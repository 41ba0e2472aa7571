package io.blueshift.pushdown;

import io.blueshift.pushdown.RemoteExpression.Function;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes calls of the functions that a source has. Immutable, safe for all threads. */
final class RemoteCalls {
    private final Dialect dialect;

    RemoteCalls(Dialect dialect) {
        this.dialect = dialect;
    }

    /** @throws StaysException if the source's function is another than the engine's */
    RemoteExpression call(RemoteFunction function, Type result, List<Scalar> arguments) {
        List<Type> types = new ArrayList<>(arguments.stream().map(Scalar::type).toList());
        types.add(result);
        if (!dialect.computes(function, types)) {
            throw new StaysException("the source's " + function.name().toLowerCase(Locale.ENGLISH).replace('_', ' ')
                    + " is another than the engine's");
        }
        return new Function(function, arguments.stream().map(Scalar::value).toList());
    }

    RemoteExpression call(RemoteFunction function, Type result, Scalar... arguments) {
        return call(function, result, List.of(arguments));
    }
}
