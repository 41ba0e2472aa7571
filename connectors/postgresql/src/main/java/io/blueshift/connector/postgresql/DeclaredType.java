package io.blueshift.connector.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A type as pg_catalog describes it. Domains are resolved: the type is the one that they restrict in the end.
 *
 * @param declared as the column was declared: with the name of the domain
 * @param sql the type's name in SQL, length and precision included
 * @param kind as in pg_type.typtype: b for base types, c composites, e enums
 * @param builtIn whether it belongs to the server rather than to a user or an extension
 * @param hstore whether it is the type of the extension of that name
 * @param modifier length, or precision and scale, or digits of a second; negative without
 * @param dimensions of an array, as it was declared; 0 if nothing was said
 * @param element of an array
 */
record DeclaredType(long oid, String declared, String sql, String name, char kind, boolean domain, boolean builtIn,
        boolean hstore, int modifier, int dimensions, Optional<DeclaredType> element) {
    /** Domains of domains lead to a type that is none. The rest is to be joined with an attribute {@code a}. */
    static final String WITH_BASES = """
            WITH RECURSIVE domains AS (
                SELECT oid AS domain, typbasetype AS base, typtypmod AS typmod, typndims AS dimensions
                FROM pg_catalog.pg_type WHERE typtype = 'd'
                UNION ALL
                SELECT d.domain, t.typbasetype, t.typtypmod, t.typndims
                FROM domains d JOIN pg_catalog.pg_type t ON t.oid = d.base WHERE t.typtype = 'd'),
            bases AS (SELECT d.* FROM domains d JOIN pg_catalog.pg_type t ON t.oid = d.base AND t.typtype <> 'd')
            """;

    static final String FIELDS = """
            b.oid, pg_catalog.format_type(a.atttypid, a.atttypmod) AS declared,
            pg_catalog.format_type(b.oid, coalesce(d.typmod, a.atttypmod)) AS sql,
            b.typname, b.typtype, d.base IS NOT NULL AS is_domain, b.typnamespace = 'pg_catalog'::regnamespace AS built_in,
            """ + hstore("b") + """
             AS hstore,
            coalesce(d.typmod, a.atttypmod) AS typmod, coalesce(d.dimensions, a.attndims) AS dimensions,
            e.oid AS element_oid, pg_catalog.format_type(l.oid, -1) AS element_declared,
            pg_catalog.format_type(e.oid, coalesce(ed.typmod, d.typmod, a.atttypmod)) AS element_sql,
            e.typname AS element_typname, e.typtype AS element_typtype, ed.base IS NOT NULL AS element_is_domain,
            e.typnamespace = 'pg_catalog'::regnamespace AS element_built_in,
            """ + hstore("e") + """
             AS element_hstore,
            coalesce(ed.typmod, d.typmod, a.atttypmod) AS element_typmod
            """;

    /** An array's type is the one that its element names as such: there are others with elements. */
    static final String JOINS = """
            LEFT JOIN bases d ON d.domain = a.atttypid
            JOIN pg_catalog.pg_type b ON b.oid = coalesce(d.base, a.atttypid)
            LEFT JOIN pg_catalog.pg_type l ON l.oid = b.typelem AND l.typarray = b.oid
            LEFT JOIN bases ed ON ed.domain = l.oid
            LEFT JOIN pg_catalog.pg_type e ON e.oid = coalesce(ed.base, l.oid)
            """;

    private static String hstore(String type) {
        return "CASE WHEN " + type + ".typname = 'hstore' THEN EXISTS (SELECT 1 FROM pg_catalog.pg_depend x"
                + " JOIN pg_catalog.pg_extension y ON y.oid = x.refobjid AND y.extname = 'hstore'"
                + " WHERE x.classid = 'pg_catalog.pg_type'::regclass AND x.objid = " + type
                + ".oid AND x.deptype = 'e') ELSE false END";
    }

    /** @param row of a query for {@link #FIELDS} */
    static DeclaredType of(ResultSet row) throws SQLException {
        return of(row, "", row.getInt("dimensions"),
                row.getString("element_oid") == null
                        ? Optional.empty()
                        : Optional.of(of(row, "element_", 0,
                                Optional.empty())));
    }

    private static DeclaredType of(ResultSet row, String prefix, int dimensions, Optional<DeclaredType> element)
            throws SQLException {
        return new DeclaredType(row.getLong(prefix + "oid"), row.getString(prefix + "declared"),
                row.getString(prefix + "sql"), row.getString(prefix + "typname"),
                row.getString(prefix + "typtype").charAt(0), row.getBoolean(prefix + "is_domain"),
                row.getBoolean(prefix + "built_in"), row.getBoolean(prefix + "hstore"),
                row.getInt(prefix + "typmod"), dimensions, element);
    }

    /** How deep arrays are nested. */
    int depth() {
        return Math.max(1, dimensions);
    }
}
