package io.blueshift.store.connector;

import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.function.LanguageFunction;
import io.trino.spi.function.SchemaFunctionName;

import java.util.Collection;

/** Statements about functions written in SQL. */
interface FunctionMetadata extends GuardedMetadata {
    Functions functions();

    @Override
    default Collection<LanguageFunction> listLanguageFunctions(ConnectorSession session, String schema) {
        return functions().ofSchema(schema);
    }

    @Override
    default Collection<LanguageFunction> getLanguageFunctions(ConnectorSession session, SchemaFunctionName name) {
        return functions().named(name);
    }

    @Override
    default void createLanguageFunction(ConnectorSession session, SchemaFunctionName name, LanguageFunction function,
            boolean replace) {
        guarded(() -> functions().create(name, function, replace));
    }

    @Override
    default void dropLanguageFunction(ConnectorSession session, SchemaFunctionName name, String signatureToken) {
        guarded(() -> functions().drop(name, signatureToken));
    }
}
