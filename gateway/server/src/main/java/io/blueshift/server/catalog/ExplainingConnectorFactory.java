package io.blueshift.server.catalog;

import com.google.inject.CreationException;
import com.google.inject.spi.Message;
import io.airlift.bootstrap.ApplicationConfigurationException;
import io.blueshift.connector.jdbc.CredentialSource;
import io.blueshift.connector.jdbc.JdbcConnectorFactory;
import io.blueshift.server.secrets.SecretReferences;
import io.blueshift.server.secrets.SecretValues;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import static io.trino.spi.StandardErrorCode.INVALID_CATALOG_PROPERTY;

/**
 * A connector factory that fills in settings which the server knows better than the user, and says of a catalog that
 * cannot be made which setting is wrong, without stack trace and without secrets. User and password of a live database
 * are found anew for every connection; what else refers to a secret or a file has the value of the moment in which the
 * catalog is made.
 *
 * @param defaults by catalog name, used where the catalog does not set the key
 * @param location where a catalog's settings come from, by its name
 */
public record ExplainingConnectorFactory(ConnectorFactory delegate, Function<String, Map<String, String>> defaults,
        UnaryOperator<String> location, SecretReferences references, SecretValues secrets,
        CatalogFailures failures) implements ConnectorFactory {
    @Override
    public String getName() {
        return delegate.getName();
    }

    @Override
    public Connector create(String catalogName, Map<String, String> config, ConnectorContext context) {
        Map<String, String> completed = new HashMap<>(defaults.apply(catalogName));
        completed.putAll(config);
        secrets.remember(Map.of(), config);
        try {
            if (delegate instanceof JdbcConnectorFactory live) {
                completed.replaceAll((key, value) -> CredentialSource.SETTINGS.contains(key)
                        ? value
                        : references.resolve(value));
                return live.create(catalogName, Map.copyOf(completed), context, new Credentials(references, secrets));
            }
            completed.replaceAll((_, value) -> references.resolve(value));
            return delegate.create(catalogName, Map.copyOf(completed), context);
        } catch (RuntimeException e) {
            String explanation = explain(e);
            String reason = secrets.mask(explanation);
            failures.add(catalogName, "%s: %s".formatted(location.apply(catalogName), reason));
            throw new TrinoException(INVALID_CATALOG_PROPERTY, "Catalog '%s': %s".formatted(catalogName, reason),
                    reason.equals(explanation) ? e : null);
        }
    }

    private record Credentials(SecretReferences references, SecretValues secrets) implements CredentialSource {
        @Override
        public String current(String setting) {
            return references.resolve(setting);
        }

        @Override
        public String mask(String message) {
            return secrets.mask(message);
        }
    }

    private static String explain(RuntimeException failure) {
        return switch (failure) {
            case ApplicationConfigurationException e -> join(e.getErrors());
            case CreationException e -> join(e.getErrorMessages());
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static String join(Collection<Message> messages) {
        return messages.stream().map(message -> {
            Throwable cause = message.getCause();
            return cause == null || cause.getMessage() == null ? message.getMessage() : cause.getMessage();
        }).distinct().collect(Collectors.joining("; "));
    }
}
