/** The store as Trino sees it: catalogs, transactions, handles, statements. */
package io.blueshift.store.connector;
