package io.blueshift.connector.mysql;

import io.blueshift.pushdown.Exactness;
import io.blueshift.pushdown.TextSemantics;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What MySQL's collations make of text, against the engine's code points. A collation's name begins with its character
 * set; only {@code utf8mb4_0900_bin} and MariaDB's {@code utf8mb4_nopad_bin} compare code points without padding:
 * {@code _bin} ones pad with blanks, all others fold case, accents or equivalent spellings.
 *
 * <p>
 * A column of a character set that cannot hold a constant makes MySQL refuse the comparison (illegal mix of
 * collations), so such a constant stays with the engine.
 */
final class MySqlCollations {
    /** Character sets whose contents Java knows by a name; utf8mb3 is UTF-8 up to three bytes, see {@link #holds}. */
    private static final Map<String, Charset> KNOWN = Map.of("utf8mb4", StandardCharsets.UTF_8, "utf8mb3",
            StandardCharsets.UTF_8,
            "utf8", StandardCharsets.UTF_8, "ascii", StandardCharsets.US_ASCII,
            // MySQL's latin1 is Microsoft's; the characters that both agree on are those of ISO 8859-1 but for its controls
            "latin1", StandardCharsets.ISO_8859_1);

    private MySqlCollations() {}

    static TextSemantics semantics(String collation) {
        if (ServerKind.isPlain(collation)) {
            return TextSemantics.binary(collation);
        }
        // In an unknown character set a constant may not be comparable at all: only the converted column is asked
        Exactness equality = KNOWN.containsKey(characterSet(collation)) ? Exactness.SUPERSET : Exactness.NONE;
        return new TextSemantics(collation, equality, TextSemantics.Order.LINGUISTIC, true);
    }

    /** For text that is not stored as text, such as the names in an ENUM: only the converted column is asked. */
    static TextSemantics converted(String collation) {
        return new TextSemantics(collation, Exactness.NONE, TextSemantics.Order.LINGUISTIC, true);
    }

    /** Whether a column of this collation may be compared with the text. */
    static boolean holds(String collation, String text) {
        String name = characterSet(collation);
        boolean threeBytes = name.equals("utf8mb3") || name.equals("utf8");
        return Optional.ofNullable(KNOWN.get(name)).map(charset -> charset.newEncoder().canEncode(text)).orElse(true)
                && !(threeBytes && text.chars().anyMatch(unit -> Character.isSurrogate((char) unit)))
                && !(name.equals("latin1") && text.chars().anyMatch(unit -> unit >= 0x80 && unit < 0xA0));
    }

    private static String characterSet(String collation) {
        int end = collation.indexOf('_');
        return end < 0 ? collation : collation.substring(0, end);
    }
}
