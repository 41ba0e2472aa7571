package io.blueshift.connector.lake.iceberg.catalog;

import com.google.inject.Inject;
import io.blueshift.connector.lake.table.LakeErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.classloader.ThreadContextClassLoader;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * The configured Iceberg catalog, connected on first use and again after a failed attempt, so that a catalog that is down
 * hinders neither the start of the server nor its own return. Every call into the library goes through {@link #call}, which
 * turns failures into errors that name the catalog, its address and the cause. Thread-safe.
 */
public final class IcebergCatalog implements AutoCloseable {
    private final String name;
    private final CatalogOpener opener;
    private Optional<OpenCatalog> open = Optional.empty();

    @Inject
    public IcebergCatalog(CatalogName name, CatalogOpener opener) {
        this.name = name.toString();
        this.opener = requireNonNull(opener, "opener is null");
    }

    /**
     * @param action
     *            completes the sentence "Cannot ..."
     */
    public <T> T call(String action, Function<OpenCatalog, T> work) {
        return guard(action, () -> work.apply(connected()));
    }

    /** For work on a table already loaded, which may reach the catalog and the storage. */
    public <T> T guard(String action, Supplier<T> work) {
        // The library finds some of its classes by name, in the loader of the thread; in a stock Trino that is not ours
        try (ThreadContextClassLoader _ = new ThreadContextClassLoader(getClass().getClassLoader())) {
            return work.get();
        } catch (RuntimeException e) {
            throw translated(action, e);
        }
    }

    /** Exceptions that carry meaning for callers pass unchanged: those of Trino, and "exists" or "does not exist". */
    private RuntimeException translated(String action, RuntimeException e) {
        return switch (e) {
            case TrinoException trino -> trino;
            case org.apache.iceberg.exceptions.NoSuchTableException missing -> missing;
            case org.apache.iceberg.exceptions.NoSuchNamespaceException missing -> missing;
            case org.apache.iceberg.exceptions.AlreadyExistsException exists -> exists;
            case org.apache.iceberg.exceptions.NamespaceNotEmptyException notEmpty -> notEmpty;
            case CommitStateUnknownException unknown -> unknown;
            case CommitFailedException failed -> failed;
            default -> new TrinoException(code(e), "Catalog '%s' (%s): cannot %s: %s".formatted(name,
                    opener.description(), action, opener.redact(reason(e))), presentable(e));
        };
    }

    private static ErrorCodeSupplier code(RuntimeException e) {
        if (e instanceof UnsupportedOperationException) {
            return StandardErrorCode.NOT_SUPPORTED;
        }
        boolean storage = e instanceof NotFoundException || e instanceof RuntimeIOException
                || e instanceof UncheckedIOException;
        return storage ? LakeErrorCode.LAKE_STORAGE_ERROR : LakeErrorCode.LAKE_CATALOG_ERROR;
    }

    /** The cause as it is, unless a message in it would give a secret away: then only where it came from. */
    private Throwable presentable(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (!opener.redact(message).equals(message)) {
                RuntimeException bare = new RuntimeException(e.getClass().getName() + ": " + opener.redact(reason(e)));
                bare.setStackTrace(e.getStackTrace());
                return bare;
            }
        }
        return e;
    }

    /** The outermost message says what was tried, the innermost why it failed. */
    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String outer = messageOf(e);
        String inner = messageOf(root);
        return outer.contains(inner) ? outer : outer + ": " + inner;
    }

    private static String messageOf(Throwable e) {
        return Optional.ofNullable(e.getMessage()).filter(text -> !text.isBlank())
                .map(text -> e instanceof IOException ? e.getClass().getSimpleName() + ": " + text : text)
                .orElse(e.getClass().getSimpleName());
    }

    private synchronized OpenCatalog connected() {
        if (open.isEmpty()) {
            open = Optional.of(opener.open());
        }
        return open.get();
    }

    public String name() {
        return name;
    }

    @Override
    public synchronized void close() {
        try {
            if (open.isPresent()) {
                open.get().resources().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open = Optional.empty();
        }
    }
}
