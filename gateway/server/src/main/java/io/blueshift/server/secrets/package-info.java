/** Passwords and keys: where they are kept, how settings refer to them, and how they are kept out of sight. */
package io.blueshift.server.secrets;
