package io.blueshift.store.encoding;

import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.Type;

import java.util.OptionalInt;

/** What the blocks of a chunk have in common. Immutable, to be read once per chunk. */
public sealed interface SharedPart extends Retained {
    /** Nothing: zero bytes. */
    SharedPart NONE = new None();

    /** Blocks that need nothing but themselves. */
    record None() implements SharedPart {
        @Override
        public long retainedBytes() {
            return 0;
        }
    }

    /**
     * The distinct values of a chunk, ascending; NULL, if there is any, comes last.
     *
     * @param ordered whether the order of the codes is SQL's order of the values, so that a range of values is a range of codes
     * @param nullCode the entry that is NULL
     */
    record Dictionary(ValueBlock values, boolean ordered, OptionalInt nullCode) implements SharedPart {
        @Override
        public long retainedBytes() {
            return values.getRetainedSizeInBytes();
        }
    }

    /** The symbols of a chunk of texts. */
    record Symbols(SymbolTable table) implements SharedPart {
        @Override
        public long retainedBytes() {
            return table.retainedBytes();
        }
    }

    /** The byte before a dictionary. */
    int DICTIONARY = 1;
    /** The byte before a symbol table. */
    int SYMBOLS = 2;

    /** Reads what stands in front of a chunk. */
    static SharedPart read(Type type, ByteReader in) {
        if (in.remaining() == 0) {
            return NONE;
        }
        int kind = in.readByte();
        return switch (kind) {
            case DICTIONARY -> {
                int entries = in.readCount();
                boolean ordered = in.readByte() != 0;
                ValueBlock values = Encodings.flatten(Encodings.read(type, entries, in));
                boolean lastIsNull = entries > 0 && values.isNull(entries - 1);
                yield new Dictionary(values, ordered, lastIsNull ? OptionalInt.of(entries - 1) : OptionalInt.empty());
            }
            case SYMBOLS -> new Symbols(SymbolTable.read(in));
            default -> throw new IllegalArgumentException("unknown shared part " + kind);
        };
    }

    /** Writes a dictionary. */
    static byte[] dictionary(Type type, ValueBlock values, boolean ordered) {
        ByteWriter out = new ByteWriter(1024);
        out.writeByte(DICTIONARY);
        out.writeInt(values.getPositionCount());
        out.writeByte(ordered ? 1 : 0);
        Encodings.writeAlone(type, values, out);
        return out.toByteArray();
    }

    /** Writes a symbol table. */
    static byte[] symbols(SymbolTable table) {
        ByteWriter out = new ByteWriter(1024);
        out.writeByte(SYMBOLS);
        table.write(out);
        return out.toByteArray();
    }
}
