package io.blueshift.server.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells which connections the other side has closed, and takes nothing from them: an HTTP server that computes an answer does
 * not read from the connection, and what it would read may belong to the next request.
 *
 * <p>
 * A connection that ends becomes readable, so a selector says at next to no cost that none has ended. Whether one that is
 * readable has ended or holds a further request is in {@link EstablishedConnections}, which takes the system milliseconds.
 */
final class ClosedConnections {
    private ClosedConnections() {}

    /**
     * @param channels in non-blocking mode; each may be in the selector of a server as well
     * @throws UncheckedIOException if the system gives no selector
     */
    static Set<SocketChannel> among(Collection<SocketChannel> channels) {
        Set<SocketChannel> closed = new HashSet<>();
        Set<SocketChannel> readable = new HashSet<>();
        try (Selector selector = Selector.open()) {
            for (SocketChannel channel : channels) {
                try {
                    channel.register(selector, SelectionKey.OP_READ);
                } catch (ClosedChannelException e) {
                    closed.add(channel);
                }
            }
            selector.selectNow(key -> readable.add((SocketChannel) key.channel()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!readable.isEmpty()) {
            EstablishedConnections.now().ifPresent(open -> readable.stream()
                    .filter(channel -> !isOpen(channel, open)).forEach(closed::add));
        }
        return closed;
    }

    private static boolean isOpen(SocketChannel channel, EstablishedConnections open) {
        try {
            return open.contains(((InetSocketAddress) channel.getLocalAddress()).getPort(),
                    ((InetSocketAddress) channel.getRemoteAddress()).getPort());
        } catch (IOException e) {
            // Closed on this side meanwhile
            return false;
        }
    }
}
