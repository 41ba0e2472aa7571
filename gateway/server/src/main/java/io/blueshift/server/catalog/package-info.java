/** Catalogs: their files, those that are always there, and what is said when one cannot be made. */
package io.blueshift.server.catalog;
