/**
 * The session properties with which a user steers the executor.
 */
package io.blueshift.server.planning.session;
