/** Real PostgreSQL, MySQL, S3 and Iceberg catalog servers from Maven artifacts, for the demo and for tests. */
package io.blueshift.embedded;
