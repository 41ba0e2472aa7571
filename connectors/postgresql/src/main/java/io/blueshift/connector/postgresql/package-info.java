/** Live PostgreSQL as a catalog. */
package io.blueshift.connector.postgresql;
