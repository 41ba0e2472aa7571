package io.blueshift.store.encoding;

/** What may be kept in memory after it was read, for the price of its size. Immutable. */
public interface Retained {
    /** The memory that is given back when nobody refers to this any more. What others refer to, too, does not count. */
    long retainedBytes();
}
