/** Where the lake's files are and how they are listed, opened, written and deleted. */
package io.blueshift.connector.lake.storage;
