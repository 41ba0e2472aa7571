package io.blueshift.store.encoding;

import io.blueshift.store.bytes.BitPacking;
import io.blueshift.store.bytes.ByteReader;
import io.blueshift.store.bytes.ByteWriter;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.Type;

import java.util.Arrays;
import java.util.Optional;

/**
 * Texts whose frequent parts are replaced by codes of one byte, by the chunk's {@link SymbolTable}. Each text can be decoded
 * without the others.
 *
 * <pre>
 *   validity, u32 bytes of all texts, lengths of the texts in codes (bit-packed, 0 for NULL), the codes of all texts
 * </pre>
 */
final class FsstEncoder implements BlockEncoder {
    private static final int SAMPLE_BYTES = 16 * 1024;
    /** Longer texts count by their start. */
    private static final int SAMPLE_TEXT_BYTES = 512;

    private final SymbolMatcher matcher;
    private final double ratio;

    private FsstEncoder(SymbolMatcher matcher, double ratio) {
        this.matcher = matcher;
        this.ratio = ratio;
    }

    /** Empty if the values are no texts, or have hardly any bytes. */
    static Optional<FsstEncoder> of(ColumnValues values) {
        if (!(values.block() instanceof VariableWidthBlock block) || block.getPositionCount() == 0) {
            return Optional.empty();
        }
        int positions = block.getPositionCount();
        int average = Math.max(1, (int) (Encodings.bytes(block, 0, positions) / positions));
        int step = Math.max(1, positions / Math.max(1, SAMPLE_BYTES / Math.min(average, SAMPLE_TEXT_BYTES)));
        byte[] text = new byte[SAMPLE_BYTES + ByteReader.SLACK];
        int[] offsets = new int[positions / step + 2];
        int texts = 0;
        for (int i = 0; i < positions && offsets[texts] < SAMPLE_BYTES; i += step) {
            int length = values.isNull(i) ? 0 : Math.min(block.getSliceLength(i), SAMPLE_TEXT_BYTES);
            length = Math.min(length, SAMPLE_BYTES - offsets[texts]);
            block.getRawSlice().getBytes(block.getRawSliceOffset(i), text, offsets[texts], length);
            offsets[texts + 1] = offsets[texts] + length;
            texts++;
        }
        int sampled = offsets[texts];
        if (sampled == 0) {
            return Optional.empty();
        }
        SymbolMatcher matcher = SymbolTraining.train(text, Arrays.copyOf(offsets, texts + 1));
        byte[] codes = new byte[2 * sampled];
        int encoded = 0;
        for (int i = 0; i < texts; i++) {
            encoded = matcher.encode(text, offsets[i], offsets[i + 1], codes, encoded);
        }
        return Optional.of(new FsstEncoder(matcher, (double) encoded / sampled));
    }

    /** Codes per byte of text, in a sample. */
    double ratio() {
        return ratio;
    }

    @Override
    public byte[] sharedPart() {
        return SharedPart.symbols(matcher.table());
    }

    @Override
    public Encoding encoding() {
        return Encoding.FSST;
    }

    @Override
    public long size(Region region) {
        return Validity.size(region) + region.count()
                + (long) (Encodings.averageSize(region, region.count()) * ratio);
    }

    @Override
    public void write(Region region, ByteWriter out) {
        Validity.write(out, region);
        VariableWidthBlock block = (VariableWidthBlock) region.block();
        int count = region.count();
        int bytes = Math.toIntExact(Encodings.bytes(block, 0, count));
        byte[] text = new byte[bytes + ByteReader.SLACK];
        int base = count == 0 ? 0 : block.getRawSliceOffset(0);
        block.getRawSlice().getBytes(base, text, 0, bytes);
        byte[] codes = new byte[Math.multiplyExact(2, bytes)];
        long[] lengths = new long[count];
        int end = 0;
        int decodedBytes = 0;
        for (int i = 0; i < count; i++) {
            if (!region.isNull(i)) {
                decodedBytes += block.getSliceLength(i);
                int start = block.getRawSliceOffset(i) - base;
                int next = matcher.encode(text, start, start + block.getSliceLength(i), codes, end);
                lengths[i] = next - end;
                end = next;
            }
        }
        out.writeInt(decodedBytes);
        BitPacking.write(out, lengths, count);
        out.writeBytes(codes, 0, end);
    }

    static EncodedBlock read(Type type, int positions, ByteReader in, SharedPart shared) {
        if (!(shared instanceof SharedPart.Symbols symbols) || Storage.of(type) != Storage.VARIABLE) {
            throw new IllegalArgumentException("codes without symbols");
        }
        Optional<long[]> validity = Validity.read(in, positions);
        int decodedBytes = in.readCount();
        int[] offsets = PlainEncoder.offsets(BitPacking.read(in, positions).ints());
        int start = in.skip(offsets[positions]);
        return new EncodedBlock.SymbolTexts(validity, in.array(), start, offsets, decodedBytes, symbols.table());
    }
}
