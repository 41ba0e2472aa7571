/** Live MySQL as a catalog. */
package io.blueshift.connector.mysql;
