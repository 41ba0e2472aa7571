package io.blueshift.connector.lake.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the schemas of a lake catalog are kept: in the Iceberg catalog, or, without one, beside the definitions of the
 * external tables. Names are lower case. Thread-safe.
 */
public interface LakeSchemas {
    List<String> list();

    boolean exists(String schema);

    /** Properties as given to CREATE SCHEMA; an implementation refuses those it cannot keep. */
    void create(String schema, Map<String, Object> properties);

    /** The caller has made sure that no table of any family is left in it. */
    void drop(String schema);

    /** The directory in which the schema's own tables live, if it has one. */
    Optional<String> location(String schema);
}
