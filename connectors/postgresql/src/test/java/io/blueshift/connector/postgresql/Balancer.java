package io.blueshift.connector.postgresql;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** One address before several servers, for tests: each connection leads to the next of them, after a while. */
final class Balancer implements Closeable {
    private final List<Integer> ports;
    private final Duration delay;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Balancer(List<Integer> ports, Duration delay) throws IOException {
        this.ports = ports;
        this.delay = delay;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        for (int count = 0; !listener.isClosed(); count++) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), ports.get(count % ports.size()));
                open.addAll(List.of(client, server));
                Thread.ofVirtual().start(() -> forward(server, client));
                Thread.ofVirtual().start(() -> {
                    LockSupport.parkNanos(delay.toNanos());
                    forward(client, server);
                });
            } catch (IOException _) {
                // Closed
            }
        }
    }

    /** Until one of the two has nothing more to say; then neither can be reached any more. */
    private static void forward(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // So it ends
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
