package io.blueshift.connector.postgresql.text;

import io.trino.spi.type.Type;

import java.time.LocalTime;
import java.time.OffsetTime;

import static io.blueshift.connector.jdbc.StandardReaders.notRepresentable;

/** The driver's stand-in for infinity, and for 24:00, is the greatest value of the Java class. */
public final class Extremes {
    private static final String INFINITY = "infinity";

    private Extremes() {}

    /**
     * The value, unless it stands for one that the engine has not.
     *
     * @param value null for NULL
     * @param least null if there is no stand-in
     */
    public static <T> T finite(T value, T greatest, T least, Type type) {
        if (value != null && value.equals(greatest)) {
            throw notRepresentable(
                    greatest instanceof LocalTime || greatest instanceof OffsetTime ? "24:00:00" : INFINITY, type);
        }
        if (value != null && value.equals(least)) {
            throw notRepresentable("-" + INFINITY, type);
        }
        return value;
    }
}
