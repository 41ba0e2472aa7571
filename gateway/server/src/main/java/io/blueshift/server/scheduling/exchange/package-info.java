/** What tasks of this node put out, on its way to the client or to the next stage. */
package io.blueshift.server.scheduling.exchange;
