/** What a plan would compute several times is found, and computed once. */
package io.blueshift.executor.share;
