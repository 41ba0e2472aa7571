/** The command that checks local tables. */
package io.blueshift.server.check;
