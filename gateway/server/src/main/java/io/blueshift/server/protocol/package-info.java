/** Trino's client protocol where this server answers it otherwise than Trino does. */
package io.blueshift.server.protocol;
