package io.blueshift.store.connector;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.blueshift.store.deletes.DeleteVectorFile;
import org.roaringbitmap.RoaringBitmap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the writers of one DELETE, UPDATE or MERGE report to its commit.
 *
 * <pre>
 *   fragment = 0, segment entry            as an INSERT reports it
 *            | 1, i32 segment, bitmap      rows deleted by one writer; segment: see RowIds
 * </pre>
 *
 * @param inserted as an INSERT reports them
 * @param deleted by all writers, by segment
 */
record MergeFragments(List<Slice> inserted, Map<Integer, RoaringBitmap> deleted) {
    private static final byte INSERTED = 0;
    private static final byte DELETED = 1;

    static Slice inserted(Slice segment) {
        Slice fragment = Slices.allocate(1 + segment.length());
        fragment.setByte(0, INSERTED);
        fragment.setBytes(1, segment);
        return fragment;
    }

    static Slice deleted(int segment, RoaringBitmap rows) {
        byte[] bitmap = DeleteVectorFile.toBytes(rows);
        Slice fragment = Slices.allocate(1 + Integer.BYTES + bitmap.length);
        fragment.setByte(0, DELETED);
        fragment.setInt(1, segment);
        fragment.setBytes(1 + Integer.BYTES, bitmap);
        return fragment;
    }

    static MergeFragments read(Collection<Slice> fragments) {
        List<Slice> inserted = new ArrayList<>();
        Map<Integer, RoaringBitmap> deleted = new TreeMap<>();
        for (Slice fragment : fragments) {
            if (fragment.getByte(0) == INSERTED) {
                inserted.add(fragment.slice(1, fragment.length() - 1));
            } else {
                int header = 1 + Integer.BYTES;
                deleted.merge(
                        fragment.getInt(1),
                        bitmap(fragment.slice(header, fragment.length() - header)),
                        MergeFragments::union);
            }
        }
        return new MergeFragments(inserted, deleted);
    }

    private static RoaringBitmap bitmap(Slice bytes) {
        try {
            return DeleteVectorFile.fromBytes(bytes.toByteBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RoaringBitmap union(RoaringBitmap left, RoaringBitmap right) {
        return RoaringBitmap.or(left, right);
    }
}
