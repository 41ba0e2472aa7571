/**
 * Runs a plan: cuts it into pipelines and lets the threads of an execution work on one after the other. Knows all
 * operators, none of which knows it.
 */
package io.blueshift.executor.run;
