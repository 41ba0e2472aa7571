package io.blueshift.connector.postgresql;

import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a type of PostgreSQL is here.
 *
 * @param readAs the type to which the server casts it to be read
 * @param reason why it is text, for people
 */
record TypeMapping(Type type, Optional<String> readAs, Optional<String> reason) {
    TypeMapping {
        requireNonNull(type, "type is null");
        requireNonNull(readAs, "readAs is null");
        requireNonNull(reason, "reason is null");
    }

    static TypeMapping exact(Type type) {
        return new TypeMapping(type, Optional.empty(), Optional.empty());
    }

    static TypeMapping readAs(Type type, String remoteType) {
        return new TypeMapping(type, Optional.of(remoteType), Optional.empty());
    }

    static TypeMapping text(String reason) {
        return new TypeMapping(VarcharType.VARCHAR, Optional.of("text"), Optional.of(reason));
    }
}
