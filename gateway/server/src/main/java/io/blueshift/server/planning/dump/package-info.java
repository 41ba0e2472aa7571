/**
 * What is written of a query for those who look into the executor: plans, pipelines, generated code.
 */
package io.blueshift.server.planning.dump;
