package io.blueshift.pushdown;

import io.trino.spi.type.Type;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A column of a source, with everything a translation has to know about it.
 *
 * @param name as the source spells it
 * @param type the engine's type, in which literals of a predicate come
 * @param remoteType the source's own name of its type, length and precision included
 * @param readAs the remote type to which the source casts the column whenever it is read or compared; present for
 *               types that the engine has no equal of
 * @param comparability how far the source compares such values as the engine does
 */
public record RemoteColumn(String name, Type type, String remoteType, Optional<String> readAs,
        Comparability comparability) {
    public RemoteColumn {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(remoteType, "remoteType is null");
        requireNonNull(readAs, "readAs is null");
        requireNonNull(comparability, "comparability is null");
    }

    /** The remote type in which this column is read and compared, hence also the type of literals next to it. */
    public String comparedAs() {
        return readAs.orElse(remoteType);
    }

    /** This column under another name, as a relation shows it that has computed it. */
    RemoteColumn derived(String newName) {
        return new RemoteColumn(newName, type, comparedAs(), Optional.empty(), comparability);
    }
}
