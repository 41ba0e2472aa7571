/**
 * Columns whose type became a wider one. Segments stay as they were written; what is read of them is converted, and a
 * conversion is only offered if no value changes and the order of values stays. Fields of rows are told apart by their
 * places: they may get other names, and more fields behind them, which are NULL in older segments.
 */
package io.blueshift.store.widening;
