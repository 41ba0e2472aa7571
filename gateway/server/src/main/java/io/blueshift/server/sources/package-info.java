/** How the live databases behind the catalogs are, for SQL and for metrics. */
package io.blueshift.server.sources;
