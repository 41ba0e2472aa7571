/** Values read from the texts that PostgreSQL has for them. */
package io.blueshift.connector.postgresql.text;
