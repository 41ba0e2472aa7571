/**
 * In which order the tables of inner joins are joined.
 */
package io.blueshift.server.planning.joinorder;
