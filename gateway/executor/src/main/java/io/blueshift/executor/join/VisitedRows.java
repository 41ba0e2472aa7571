package io.blueshift.executor.join;

/**
 * Which rows of the build side some row of the probe side has matched. Threads only ever set a row's byte, so they need not
 * wait for each other; what they set is read when all have ended.
 */
public final class VisitedRows {
    private byte[] visited = new byte[0];

    synchronized byte[] of(int rows) {
        if (visited.length < rows) {
            visited = new byte[rows];
        }
        return visited;
    }

    synchronized long retainedBytes() {
        return visited.length;
    }
}
