package io.blueshift.connector.lake.iceberg;

import io.blueshift.connector.lake.table.IcebergTableHandle;
import io.blueshift.connector.lake.table.LakeColumnHandle;
import io.blueshift.pushdown.Exactness;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import org.apache.iceberg.Table;

import java.util.Set;

/**
 * What of a predicate a scan takes over, and how exactly. A column that every partitioning of the table uses as it is splits the
 * files exactly: each holds one value of it, known from metadata. Other columns prune files and row groups by their bounds, after
 * which the engine must look at each row.
 *
 * @param enforced
 *            need not be checked again
 * @param unenforced
 *            prunes, and must be checked again
 * @param remaining
 *            what the engine has to check
 */
record IcebergPushdown(TupleDomain<LakeColumnHandle> enforced, TupleDomain<LakeColumnHandle> unenforced,
        TupleDomain<ColumnHandle> remaining) {
    static final TupleDomain<LakeColumnHandle> ALL = TupleDomain.all();

    static IcebergPushdown of(IcebergTableHandle before, Table table, Constraint constraint) {
        TupleDomain<LakeColumnHandle> asked = constraint.getSummary().transformKeys(LakeColumnHandle.class::cast);
        Set<Integer> identity = IcebergColumns.identityInAll(table.specs().values());
        TupleDomain<LakeColumnHandle> exact = asked
                .filter((column, domain) -> exactness(column, identity) == Exactness.EXACT);
        TupleDomain<LakeColumnHandle> superset = asked
                .filter((column, domain) -> exactness(column, identity) == Exactness.SUPERSET);
        TupleDomain<LakeColumnHandle> rest = asked
                .filter((column, domain) -> exactness(column, identity) != Exactness.EXACT);
        return new IcebergPushdown(before.enforced().intersect(exact), before.unenforced().intersect(superset),
                rest.transformKeys(ColumnHandle.class::cast));
    }

    private static Exactness exactness(LakeColumnHandle column, Set<Integer> identity) {
        return switch (column.type()) {
            case RowType _,ArrayType _,MapType _ -> Exactness.NONE;
            // NaN and the two zeros are not the same values for Iceberg and SQL
            case DoubleType _,RealType _ -> Exactness.SUPERSET;
            default -> identity.contains(IcebergColumns.id(column)) ? Exactness.EXACT : Exactness.SUPERSET;
        };
    }

    boolean changes(IcebergTableHandle before) {
        return !enforced.equals(before.enforced()) || !unenforced.equals(before.unenforced());
    }
}
