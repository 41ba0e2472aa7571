package io.blueshift.pushdown;

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
    public boolean expressible(RemoteColumn column, Object value) {
        return !column.name().equals("narrow");
    }
}
