/**
 * MySQL's rows read from the bytes in which they came: the driver brings them, its objects are passed over. A large table
 * may be read in several parts at once.
 */
package io.blueshift.connector.mysql.rows;
