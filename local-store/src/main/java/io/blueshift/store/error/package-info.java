/** What can go wrong in the store, told apart by code and told with file and offset. */
package io.blueshift.store.error;
