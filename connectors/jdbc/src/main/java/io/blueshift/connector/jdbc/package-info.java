/** What PostgreSQL and MySQL share: pools, metadata, types, splits, reading, writing. */
package io.blueshift.connector.jdbc;
