/** From pages of rows to segment files. */
package io.blueshift.store.write;
