/**
 * How a query's tasks are started, watched and read on the node that planned it: by method calls. Trino's scheduler knows
 * tasks only through HTTP, even those of its own process; what is here takes the place of the HTTP ends of that.
 */
package io.blueshift.server.scheduling;
