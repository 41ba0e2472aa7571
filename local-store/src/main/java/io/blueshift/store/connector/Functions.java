package io.blueshift.store.connector;

import io.airlift.json.JsonCodec;
import io.blueshift.store.catalog.FunctionName;
import io.blueshift.store.catalog.LocalStore;
import io.trino.spi.TrinoException;
import io.trino.spi.function.LanguageFunction;
import io.trino.spi.function.SchemaFunctionName;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import static io.trino.spi.StandardErrorCode.FUNCTION_NOT_FOUND;

/** SQL functions: a definition each, kept as JSON among the names. */
final class Functions {
    private static final JsonCodec<StoredFunction> CODEC = JsonCodec.jsonCodec(StoredFunction.class);

    private final LocalStore store;

    Functions(LocalStore store) {
        this.store = store;
    }

    List<LanguageFunction> ofSchema(String schema) {
        return find(name -> name.schema().equals(schema));
    }

    List<LanguageFunction> named(SchemaFunctionName wanted) {
        return find(
                name -> name.schema().equals(wanted.schemaName()) && name.name().equals(wanted.functionName()));
    }

    private List<LanguageFunction> find(Predicate<FunctionName> filter) {
        List<LanguageFunction> found = new ArrayList<>();
        store.names().functions().forEach((name, json) -> {
            if (filter.test(name)) {
                StoredFunction function = CODEC.fromJson(json);
                found.add(new LanguageFunction(name.signature(), function.sql(), function.path(), function.owner()));
            }
        });
        return found;
    }

    void create(SchemaFunctionName name, LanguageFunction function, boolean replace) {
        StoredFunction definition = new StoredFunction(function.sql(), function.path(), function.owner());
        store.changeNames(
                names -> names.putFunction(key(name, function.signatureToken()), CODEC.toJson(definition), replace));
    }

    void drop(SchemaFunctionName name, String signature) {
        store.changeNames(names -> {
            if (!names.functions().containsKey(key(name, signature))) {
                throw new TrinoException(FUNCTION_NOT_FOUND, "Function not found: " + name);
            }
            return names.removeFunction(key(name, signature));
        });
    }

    private static FunctionName key(SchemaFunctionName name, String signature) {
        return new FunctionName(name.schemaName(), name.functionName(), signature);
    }
}
