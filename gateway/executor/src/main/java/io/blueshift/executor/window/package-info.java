/** Operators that part rows by keys, order them within each partition and look at them there. */
package io.blueshift.executor.window;
