/** Files that are on the disk when a call returns, and the one place where tests make disks fail. */
package io.blueshift.store.files;
