package io.blueshift.store.format;

/**
 * Where one block of one column lies, and what is known of it.
 *
 * @param offset in the file
 * @param zone the block's zone map as stored; read with the column's {@link io.blueshift.store.zone.ZoneMapper}
 */
public record BlockEntry(long offset, int bytes, int crc, int encoding, byte[] zone) {}
