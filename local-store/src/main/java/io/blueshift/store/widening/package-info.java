/**
 * Columns whose type became a wider one. Segments stay as they were written; what is read of them is converted, and a
 * conversion is only offered if no value changes and the order of values stays.
 */
package io.blueshift.store.widening;
