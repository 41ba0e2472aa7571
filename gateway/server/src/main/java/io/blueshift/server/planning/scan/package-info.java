/**
 * The executor's port to sources, implemented over Trino's split and page source managers.
 */
package io.blueshift.server.planning.scan;
