/** Columns of values as a source sends them, decoded into arrays and these into blocks: no object per value. */
package io.blueshift.connector.jdbc.decode;
