/** Tasks of this node as Trino's scheduler sees them. */
package io.blueshift.server.scheduling.task;
