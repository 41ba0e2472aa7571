package io.blueshift.store.check;

import io.airlift.slice.Slice;

/** Values in messages. */
final class ValueText {
    private static final int TEXT_MAX = 40;

    private ValueText() {}

    static String of(Object value) {
        String text = value instanceof Slice bytes ? "'" + bytes.toStringUtf8() + "'" : value.toString();
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "...";
    }
}
