package io.blueshift.embedded;

import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.RegisterTableRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;
import org.apache.iceberg.rest.requests.UpdateNamespacePropertiesRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The part of the Iceberg REST specification that table clients use: configuration, namespaces, tables. No views, no
 * transactions over several tables, no scan planning.
 */
final class IcebergRestRoutes {
    private static final String NAMESPACE_SEPARATOR = "%1F";

    private final InMemoryCatalog catalog;

    IcebergRestRoutes(InMemoryCatalog catalog) {
        this.catalog = catalog;
    }

    /** The answer's body, or empty where there is none to send. */
    Optional<Object> answer(String method, String rawPath, IcebergRestHandler.Body body) {
        List<String> path = Arrays.stream(rawPath.split("/")).filter(part -> !part.isEmpty()).toList();
        if (path.equals(List.of("v1", "config"))) {
            return Optional.of(ConfigResponse.builder().build());
        }
        if (path.equals(List.of("v1", "tables", "rename"))) {
            CatalogHandlers.renameTable(catalog, body.as(RenameTableRequest.class));
            return Optional.empty();
        }
        if (path.size() < 2 || !path.get(0).equals("v1") || !path.get(1).equals("namespaces")) {
            throw unknown(method, rawPath);
        }
        return switch (path.size()) {
            case 2 -> namespaces(method, body);
            case 3 -> namespace(method, namespaceOf(path), body);
            case 4 -> inNamespace(method, namespaceOf(path), path.get(3), body);
            default -> table(method, path, body);
        };
    }

    private Optional<Object> namespaces(String method, IcebergRestHandler.Body body) {
        return Optional.of(method.equals("POST")
                ? CatalogHandlers.createNamespace(catalog, body.as(CreateNamespaceRequest.class))
                : CatalogHandlers.listNamespaces(catalog, Namespace.empty()));
    }

    private Optional<Object> namespace(String method, Namespace namespace, IcebergRestHandler.Body body) {
        switch (method) {
            case "DELETE" -> CatalogHandlers.dropNamespace(catalog, namespace);
            case "HEAD" -> CatalogHandlers.namespaceExists(catalog, namespace);
            case "GET" -> {
                return Optional.of(CatalogHandlers.loadNamespace(catalog, namespace));
            }
            default -> throw unknown(method, namespace.toString());
        }
        return Optional.empty();
    }

    private Optional<Object> inNamespace(String method, Namespace namespace, String what,
            IcebergRestHandler.Body body) {
        return Optional.of(switch (method + " " + what) {
            case "GET tables" -> CatalogHandlers.listTables(catalog, namespace);
            case "POST tables" -> createTable(namespace, body.as(CreateTableRequest.class));
            case "POST register" ->
                CatalogHandlers.registerTable(catalog, namespace, body.as(RegisterTableRequest.class));
            case "POST properties" -> CatalogHandlers.updateNamespaceProperties(catalog, namespace,
                    body.as(UpdateNamespacePropertiesRequest.class));
            default -> throw unknown(method, what);
        });
    }

    private Object createTable(Namespace namespace, CreateTableRequest request) {
        return request.stageCreate()
                ? CatalogHandlers.stageTableCreate(catalog, namespace, request)
                : CatalogHandlers.createTable(catalog, namespace, request);
    }

    private Optional<Object> table(String method, List<String> path, IcebergRestHandler.Body body) {
        if (path.size() == 6 && path.get(5).equals("metrics")) {
            // Clients report how their scans went; nobody reads it here
            return Optional.empty();
        }
        if (path.size() != 5 || !path.get(3).equals("tables")) {
            throw unknown(method, path.toString());
        }
        TableIdentifier table = TableIdentifier.of(namespaceOf(path), RESTUtil.decodePathSegment(path.get(4)));
        switch (method) {
            case "HEAD" -> CatalogHandlers.tableExists(catalog, table);
            // The files are the client's: it removes them itself, with its own credentials
            case "DELETE" -> CatalogHandlers.dropTable(catalog, table);
            case "GET" -> {
                return Optional.of(CatalogHandlers.loadTable(catalog, table, SnapshotMode.ALL));
            }
            case "POST" -> {
                return Optional.of(CatalogHandlers.updateTable(catalog, table, body.as(UpdateTableRequest.class)));
            }
            default -> throw unknown(method, path.toString());
        }
        return Optional.empty();
    }

    private static Namespace namespaceOf(List<String> path) {
        return RESTUtil.decodeNamespaceAsPathSegment(path.get(2), NAMESPACE_SEPARATOR);
    }

    private static RuntimeException unknown(String method, String what) {
        return new BadRequestException("This catalog does not serve %s %s", method, what);
    }
}
