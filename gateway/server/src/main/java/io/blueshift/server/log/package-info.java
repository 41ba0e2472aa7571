/** Where the server writes what happens: one rotating file, and only warnings that matter on the terminal. */
package io.blueshift.server.log;
