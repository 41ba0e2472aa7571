/**
 * What people are told of a run: its pipelines in readable form, and what was counted while they ran.
 */
package io.blueshift.executor.report;
