package io.blueshift.connector.lake;

import com.google.inject.Inject;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.ErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.catalog.CatalogName;

import java.util.Arrays;
import java.util.function.Supplier;

/** Puts the catalog's name in front of what storage and files report, which know nothing of catalogs. Thread-safe. */
final class CatalogErrors {
    private final String prefix;

    @Inject
    CatalogErrors(CatalogName catalog) {
        prefix = "Catalog '%s'".formatted(catalog);
    }

    <T> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (TrinoException e) {
            throw named(e);
        }
    }

    private TrinoException named(TrinoException e) {
        ErrorCode code = e.getErrorCode();
        boolean ours = Arrays.stream(LakeErrorCode.values()).anyMatch(known -> known.toErrorCode().equals(code));
        return !ours || e.getRawMessage().startsWith(prefix)
                ? e
                : new TrinoException(() -> code, prefix + ": " + e.getRawMessage(), e);
    }
}
