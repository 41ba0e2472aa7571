/** Trino's server as a part of this process: its modules, its settings, what is replaced in it. */
package io.blueshift.server.engine;
