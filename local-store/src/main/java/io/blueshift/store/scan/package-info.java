/** From segment files to pages: pruning by zone maps, blocks read and decoded only when somebody looks at them. */
package io.blueshift.store.scan;
