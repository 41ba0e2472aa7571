package io.blueshift.server.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which TCP connections of this machine both sides hold open, from Linux's {@code /proc/net/tcp} and {@code tcp6}
 * (proc_pid_net(5)). Connections are told apart by their two ports, which is enough to never take an open one for closed.
 * Linux makes these files by a walk through a table that has a place for each connection the machine could have: some
 * milliseconds where it has much memory.
 */
final class EstablishedConnections {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    /** The state of a connection that neither side has closed; a client that has left makes CLOSE_WAIT of it, or nothing. */
    private static final String ESTABLISHED = "01";
    // The fields of a line: number, own address, the peer's, state
    private static final int OWN = 1;
    private static final int PEER = 2;
    private static final int STATE = 3;

    private final Set<Ports> open;

    private EstablishedConnections(Set<Ports> open) {
        this.open = open;
    }

    private record Ports(int own, int peer) {}

    /** Empty where there is no such table. */
    static Optional<EstablishedConnections> now() {
        Set<Ports> open = new HashSet<>();
        boolean known = false;
        for (Path table : TABLES) {
            try {
                Files.readAllLines(table).forEach(line -> add(line, open));
                known = true;
            } catch (IOException e) {
                // Not Linux, or without this version of IP
            }
        }
        return known ? Optional.of(new EstablishedConnections(open)) : Optional.empty();
    }

    private static void add(String line, Set<Ports> open) {
        String[] fields = line.strip().split(" +");
        if (fields.length > STATE && fields[STATE].equals(ESTABLISHED)) {
            open.add(new Ports(port(fields[OWN]), port(fields[PEER])));
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address, address.indexOf(':') + 1, address.length(), 16);
    }

    /** Whether neither side has closed the connection of these two ports. */
    boolean contains(int own, int peer) {
        return open.contains(new Ports(own, peer));
    }
}
