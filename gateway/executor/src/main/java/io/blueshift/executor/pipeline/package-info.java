/**
 * What a plan is cut into: pipelines. Each takes batches from a source, moves them through steps and ends in a sink that
 * needs all of them before anything above can begin. All threads of an execution work on one pipeline at a time.
 */
package io.blueshift.executor.pipeline;
