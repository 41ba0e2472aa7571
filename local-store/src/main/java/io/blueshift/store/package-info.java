/** Native columnar tables under the data directory. */
package io.blueshift.store;
