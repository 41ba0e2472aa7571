package io.blueshift.store.filter;

import io.blueshift.store.encoding.EncodedBlock.DictionaryCodes;
import io.blueshift.store.encoding.SharedPart;

/**
 * A filter as it looks to codes of one dictionary: each entry was tested once.
 *
 * @param matches by code
 * @param first code that passes
 * @param last code that passes, smaller than the first if none does
 * @param contiguous whether all between them pass, as they do for a range of an ordered dictionary
 */
record CodeFilter(SharedPart.Dictionary dictionary, boolean[] matches, int first, int last, boolean contiguous) {
    static CodeFilter of(SharedPart.Dictionary dictionary, boolean[] matches) {
        int first = 0;
        while (first < matches.length && !matches[first]) {
            first++;
        }
        int last = matches.length - 1;
        while (last >= first && !matches[last]) {
            last--;
        }
        boolean contiguous = true;
        for (int code = first; code <= last; code++) {
            contiguous &= matches[code];
        }
        return new CodeFilter(dictionary, matches, first, last, contiguous);
    }

    void apply(DictionaryCodes block, Selection selection, PackedFilter packed) {
        if (last < Math.max(first, block.reference())) {
            selection.clear();
        } else if (contiguous) {
            packed.between(block.codes(), Math.max(0, first - block.reference()), last - block.reference(), selection);
        } else {
            int[] from = selection.positions();
            int[] to = selection.target();
            int count = selection.count();
            int kept = 0;
            for (int i = 0; i < count; i++) {
                int position = from[i];
                to[kept] = position;
                kept += matches[block.code(position)] ? 1 : 0;
            }
            selection.keep(kept);
        }
    }
}
