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
 * @param computed what the source computes for it, of columns of the same relation; then the name is for people only
 */
public record RemoteColumn(String name, Type type, String remoteType, Optional<String> readAs,
        Comparability comparability, Optional<RemoteExpression> computed) {
    public RemoteColumn {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(remoteType, "remoteType is null");
        requireNonNull(readAs, "readAs is null");
        requireNonNull(comparability, "comparability is null");
        requireNonNull(computed, "computed is null");
    }

    /** A column that is stored. */
    public RemoteColumn(String name, Type type, String remoteType, Optional<String> readAs,
            Comparability comparability) {
        this(name, type, remoteType, readAs, comparability, Optional.empty());
    }

    /** The same column, cast by the source whenever it is read or compared. */
    public RemoteColumn castTo(String target) {
        return new RemoteColumn(name, type, remoteType, Optional.of(target), comparability, computed);
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
