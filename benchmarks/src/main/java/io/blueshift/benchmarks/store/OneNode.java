package io.blueshift.benchmarks.store;

import io.trino.spi.HostAddress;
import io.trino.spi.Node;
import io.trino.spi.NodeManager;

import java.util.Set;

/** A cluster of this process alone. */
final class OneNode implements NodeManager {
    private final Node node = new ThisProcess();

    private record ThisProcess() implements Node {
        @Override
        public String getHost() {
            return getHostAndPort().getHostText();
        }

        @Override
        public HostAddress getHostAndPort() {
            return HostAddress.fromParts("localhost", 1);
        }

        @Override
        public String getNodeIdentifier() {
            return "bench";
        }

        @Override
        public String getVersion() {
            return "bench";
        }

        @Override
        public boolean isCoordinator() {
            return true;
        }
    }

    @Override
    public Set<Node> getAllNodes() {
        return Set.of(node);
    }

    @Override
    public Set<Node> getWorkerNodes() {
        return getAllNodes();
    }

    @Override
    @Deprecated // but there is no other method to implement
    public Node getCurrentNode() {
        return node;
    }
}
