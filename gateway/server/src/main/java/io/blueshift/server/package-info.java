/** The process: Trino assembled in-process, planning into the executor, configuration, lifecycle. */
package io.blueshift.server;
