/** Algorithms on texts, which are UTF-8 bytes. */
package io.blueshift.executor.runtime.text;
