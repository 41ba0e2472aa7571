/**
 * Connectors that deliver the rows of others in blocks of another form.
 */
package io.blueshift.server.planning.blocks;
