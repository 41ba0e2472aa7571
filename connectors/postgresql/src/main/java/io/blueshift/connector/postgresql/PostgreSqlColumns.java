package io.blueshift.connector.postgresql;

import io.blueshift.connector.jdbc.SourceColumn;
import io.blueshift.pushdown.Comparability;
import io.blueshift.pushdown.Exactness;
import io.blueshift.pushdown.RemoteColumn;
import io.blueshift.pushdown.TextSemantics;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.NumberType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** The columns of a table: their types here, how far they compare alike, and what there is to say about them. */
class PostgreSqlColumns {
    private static final Comparability ORDERED = new Comparability.Ordered();
    private static final Comparability FLOATING = new Comparability.Floating(true);

    private final TypeMappings mappings;
    private final Type json;

    PostgreSqlColumns(TypeMappings mappings, Type json) {
        this.mappings = mappings;
        this.json = json;
    }

    /** @param row of the catalog's column query */
    SourceColumn column(ResultSet row, TypeMappings.Composites composites) throws SQLException {
        DeclaredType declared = DeclaredType.of(row);
        TypeMapping mapping = mappings.of(declared, composites);
        boolean text = mapping.readAs().equals(Optional.of("text"));
        RemoteColumn column = new RemoteColumn(row.getString("attname"), mapping.type(),
                mapping.readAs().isPresent() ? declared.declared() : declared.sql(), mapping.readAs(),
                text ? castText(row) : comparability(mapping.type(), row));
        return SourceColumn.explained(column, !row.getBoolean("attnotnull"),
                Optional.ofNullable(row.getString("comment")), mapping.reason())
                .withDefault(Optional.ofNullable(row.getString("default_value"))
                        .flatMap(expression -> PostgreSqlDefaults.literal(mapping.type(), expression)))
                .withComputed(row.getBoolean("computed"));
    }

    private Comparability comparability(Type type, ResultSet row) throws SQLException {
        if (type.equals(json)) {
            return new Comparability.Incomparable("the source has no order for its " + row.getString("sql"));
        }
        return switch (type) {
            case RealType _,DoubleType _,NumberType _ -> FLOATING;
            case VarcharType _,CharType _ -> new Comparability.Text(collation(row));
            case TimeWithTimeZoneType _ ->
                new Comparability.Incomparable("the source orders times of one instant by their zone");
            case ArrayType _ -> new Comparability.Incomparable("arrays are compared by other rules");
            case RowType _ -> new Comparability.Incomparable("composites are compared by other rules");
            case MapType _ -> new Comparability.Incomparable("the source has no order for its hstore");
            default -> ORDERED;
        };
    }

    private static TextSemantics collation(ResultSet row) throws SQLException {
        String name = row.getString("collname");
        boolean standard = name.equals("default");
        boolean unicode = row.getString("encoding").equals("UTF8");
        boolean codePoints = codePoints(row.getString(standard ? "default_provider" : "provider"),
                row.getString(standard ? "default_locale" : "locale"));
        String shown = standard ? "default (" + row.getString("default_locale") + ")" : name;
        return new TextSemantics(shown, row.getBoolean("deterministic") ? Exactness.EXACT : Exactness.SUPERSET,
                unicode && codePoints ? TextSemantics.Order.BINARY : TextSemantics.Order.LINGUISTIC, unicode);
    }

    /** Whether a collation compares bytes. The C library's C.UTF-8 is not trusted: its order differed by version. */
    private static boolean codePoints(String provider, String locale) {
        return provider.equals("b") || provider.equals("c") && Set.of("C", "POSIX").contains(locale);
    }

    /** What was cast to text has the database's collation, by which only identical texts are equal. */
    private static Comparability castText(ResultSet row) throws SQLException {
        return new Comparability.Text(new TextSemantics("default", Exactness.EXACT, TextSemantics.Order.LINGUISTIC,
                row.getString("encoding").equals("UTF8")));
    }
}
