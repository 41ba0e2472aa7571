package io.blueshift.benchmarks.store;

import io.trino.spi.HostAddress;
import io.trino.spi.Node;
import io.trino.spi.NodeManager;

import java.util.Set;

/** A cluster of this process alone. */
record OneNode(Node getCurrentNode) implements NodeManager {
    OneNode() {
        this(new ThisProcess());
    }

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
        return Set.of(getCurrentNode);
    }

    @Override
    public Set<Node> getWorkerNodes() {
        return getAllNodes();
    }
}
