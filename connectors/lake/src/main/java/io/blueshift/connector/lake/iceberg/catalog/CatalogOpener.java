package io.blueshift.connector.lake.iceberg.catalog;

/** One kind of Iceberg catalog: how to open it, and how to call it in messages. */
public interface CatalogOpener {
    /** Connects; the caller closes the result. */
    OpenCatalog open();

    /** Kind and address, without secrets: {@code rest catalog at http://host:8181}. */
    String description();

    /** A message of the library with secrets taken out, as some repeat the address with everything in it. */
    default String redact(String message) {
        return message;
    }
}
