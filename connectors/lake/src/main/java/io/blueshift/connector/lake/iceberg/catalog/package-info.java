/** The Iceberg catalogs that a lake can be configured with, opened on first use. */
package io.blueshift.connector.lake.iceberg.catalog;
