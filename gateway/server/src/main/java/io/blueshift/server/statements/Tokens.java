package io.blueshift.server.statements;

import io.blueshift.server.statements.Token.Kind;
import io.trino.spi.Location;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;

import java.util.Locale;
import java.util.Optional;

/**
 * Reads a statement piece by piece, no further than it is asked to: most statements are none of ours, which the first
 * words tell. Blanks and comments are passed over.
 *
 * <p>Its errors tell a place and what belongs there, never what was found: that may be a password.
 */
final class Tokens {
    private final String text;
    private Token next;

    Tokens(String text) {
        this.text = text;
        this.next = scan(0);
    }

    Token next() {
        return next;
    }

    /** Takes the next piece. */
    Token take() {
        Token taken = next;
        if (!taken.is(Kind.END)) {
            next = scan(taken.end());
        }
        return taken;
    }

    /** Goes back to a piece that was taken. */
    void goTo(Token token) {
        next = token;
    }

    /** Takes the words if they all come next, else nothing. */
    boolean skip(String... words) {
        Token before = next;
        for (String word : words) {
            if (!next.is(word)) {
                goTo(before);
                return false;
            }
            take();
        }
        return true;
    }

    void expect(String words) {
        if (!skip(words.split(" "))) {
            throw error("expected " + words);
        }
    }

    /** A name: a word, in lower case, or something in double quotes. */
    String name(String what) {
        if (next.is(Kind.WORD)) {
            return take().value().toLowerCase(Locale.ENGLISH);
        }
        if (next.is(Kind.QUOTED_NAME)) {
            return take().value();
        }
        throw error("expected " + what);
    }

    /** A text in single quotes. */
    String text(String what) {
        if (next.is(Kind.TEXT)) {
            return take().value();
        }
        throw error("expected " + what + " in single quotes");
    }

    /** The statement has to end here. */
    void end() {
        if (next.isSymbol(';')) {
            take();
        }
        if (!next.is(Kind.END)) {
            throw error("expected the end of the statement");
        }
    }

    /** A syntax error at the next piece. */
    TrinoException error(String message) {
        return error(StandardErrorCode.SYNTAX_ERROR, message);
    }

    TrinoException error(StandardErrorCode code, String message) {
        int line = 1 + (int) text.substring(0, next.begin()).chars().filter(character -> character == '\n').count();
        int column = next.begin() - text.lastIndexOf('\n', next.begin() - 1);
        return new TrinoException(code, Optional.of(new Location(line, column)), message, null);
    }

    private Token scan(int from) {
        int begin = from;
        while (begin < text.length()) {
            char character = text.charAt(begin);
            if (Character.isWhitespace(character)) {
                begin++;
            } else if (text.startsWith("--", begin)) {
                int end = text.indexOf('\n', begin);
                begin = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", begin)) {
                int end = text.indexOf("*/", begin + 2);
                if (end < 0) {
                    return new Token(Kind.UNCLOSED, "", begin, text.length());
                }
                begin = end + 2;
            } else {
                return token(character, begin);
            }
        }
        return new Token(Kind.END, "", text.length(), text.length());
    }

    private Token token(char first, int begin) {
        if (first == '\'' || first == '"') {
            return quoted(first, begin);
        }
        boolean digits = Character.isDigit(first);
        int end = begin;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            digits &= Character.isDigit(text.charAt(end));
            end++;
        }
        if (end == begin) {
            return new Token(Kind.SYMBOL, text.substring(begin, begin + 1), begin, begin + 1);
        }
        return new Token(digits ? Kind.NUMBER : Kind.WORD, text.substring(begin, end), begin, end);
    }

    private Token quoted(char quote, int begin) {
        StringBuilder value = new StringBuilder();
        for (int at = begin + 1; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character != quote) {
                value.append(character);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                value.append(quote);
                at++;
            } else {
                return new Token(quote == '"' ? Kind.QUOTED_NAME : Kind.TEXT, value.toString(), begin, at + 1);
            }
        }
        return new Token(Kind.UNCLOSED, "", begin, text.length());
    }
}
