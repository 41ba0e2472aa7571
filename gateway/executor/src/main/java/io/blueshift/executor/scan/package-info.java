/**
 * The port through which the executor reaches sources. The server implements it over Trino's split and page source
 * managers; encoded columns of the local store come through here, too.
 */
package io.blueshift.executor.scan;
