package io.blueshift.pushdown;

import io.trino.spi.type.Type;

import java.util.List;

/** The least a dialect is, for tests. */
class AnsiDialect implements Dialect {
    @Override
    public String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String placeholder(String remoteType) {
        return remoteType.equals("numeric") ? "CAST(? AS numeric)" : "?";
    }

    @Override
    public String binaryText(String expression) {
        return "BINARY(" + expression + ")";
    }

    @Override
    public boolean computes(RemoteFunction function, List<Type> types) {
        return true;
    }

    @Override
    public String function(RemoteFunction function, List<String> arguments) {
        return function == RemoteFunction.PLAIN_TEXT
                ? FunctionText.call("plain", arguments)
                : FunctionText.standard(function, arguments);
    }

    @Override
    public boolean expressible(RemoteColumn column, Object value) {
        return !column.name().equals("narrow");
    }
}
