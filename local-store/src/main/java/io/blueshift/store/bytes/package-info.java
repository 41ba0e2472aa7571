/** Little-endian reading and writing of byte arrays: what every layout of the store is built from. */
package io.blueshift.store.bytes;
