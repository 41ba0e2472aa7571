/** Iceberg tables and plain files on S3 or a file system. */
package io.blueshift.connector.lake;
