package io.blueshift.store.encoding;

/** The ways in which a block's values are written. The layouts are in the package's documentation. */
public enum Encoding {
    PLAIN(1, "plain"), CONSTANT(2, "constant"), RUN_LENGTH(3, "run-length"), DICTIONARY(4, "dictionary"),
    BIT_PACKED(5, "bit-packed"), DELTA(6, "delta"), SCALED(7, "scaled"), ALP(8, "alp"), SPLIT(9, "split"),
    FSST(10, "fsst"), ZSTD(11, "zstd");

    private final int id;
    private final String label;

    Encoding(int id, String label) {
        this.id = id;
        this.label = label;
    }

    /** The byte that stands for this encoding in files. Never reused for another. */
    public int id() {
        return id;
    }

    /** The word for people. */
    public String label() {
        return label;
    }
}
