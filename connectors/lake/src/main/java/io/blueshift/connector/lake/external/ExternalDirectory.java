package io.blueshift.connector.lake.external;

import java.nio.file.Path;

/** The directory of this catalog's definitions, as configured or below the server's data directory. */
public record ExternalDirectory(Path path) {}
