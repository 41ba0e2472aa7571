/** Statements that are the gateway's own, and what of a statement everybody gets to see. */
package io.blueshift.server.statements;
