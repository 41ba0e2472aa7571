/** How work that takes long is stopped in its midst. */
package io.blueshift.executor.runtime.interrupt;
