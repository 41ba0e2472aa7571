package io.blueshift.connector.lake.external;

import io.trino.spi.type.Type;

import java.time.DateTimeException;
import java.time.LocalDate;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.VarcharType.VARCHAR;

/** Which type the values of a partition column have: the narrowest of BIGINT, DATE and VARCHAR that keeps all of them. */
final class PartitionTypes {
    private PartitionTypes() {}

    static Type of(Iterable<String> values) {
        boolean integers = true;
        boolean dates = true;
        boolean any = false;
        for (String value : values) {
            if (value.equals(PartitionPath.NULL_VALUE)) {
                continue;
            }
            any = true;
            integers &= isInteger(value);
            dates &= isDate(value);
        }
        return !any ? VARCHAR : integers ? BIGINT : dates ? DATE : VARCHAR;
    }

    /** Only as BIGINT prints it: 01 stays text, so that no zero is lost. */
    private static boolean isInteger(String value) {
        try {
            return Long.toString(Long.parseLong(value)).equals(value);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value).toString().equals(value);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
