package io.blueshift.server.statements;

import java.util.Locale;

/**
 * A piece of a statement.
 *
 * @param value the word, or what stands between the quotes, with doubled ones taken for one
 * @param begin where it begins in the text
 * @param end where it ends, exclusive
 */
record Token(Kind kind, String value, int begin, int end) {
    enum Kind {
        WORD, QUOTED_NAME, TEXT, NUMBER, SYMBOL,
        /** A quotation or comment that is not closed: the rest of the text. */
        UNCLOSED, END
    }

    boolean is(Kind kind) {
        return this.kind == kind;
    }

    /** Whether it is the word, in whatever case. */
    boolean is(String word) {
        return kind == Kind.WORD && value.equalsIgnoreCase(word);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && value.charAt(0) == symbol;
    }

    /** The word in upper case; of other tokens the empty text, which is no word. */
    String word() {
        return kind == Kind.WORD ? value.toUpperCase(Locale.ENGLISH) : "";
    }
}
