/**
 * What operators share to stay within a query's memory: a budget that says who has to give up rows, and files that rows go
 * to and come back from. What goes there, and when, each operator decides.
 */
package io.blueshift.executor.spill;
