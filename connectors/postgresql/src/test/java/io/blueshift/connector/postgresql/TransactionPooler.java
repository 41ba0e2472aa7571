package io.blueshift.connector.postgresql;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What PgBouncer does in {@code transaction} mode, for tests: a client has a server's connection from its first message
 * after a transaction until the server says that it is in none. Parameters that the server reports are carried along with
 * the client; of everything else that a session has nothing is reset and nothing is kept. Unknown parameters at the start
 * are refused, prepared statements are not known, a cancel goes to the connection that the client has at the time, and the
 * connection of a client that leaves in the middle is closed.
 */
final class TransactionPooler implements Closeable {
    private static final int PROTOCOL = 3 << 16;
    private static final int CANCEL = 80877102;
    private static final int ENCRYPT_SSL = 80877103;
    private static final int ENCRYPT_GSS = 80877104;
    /** Carried along; PgBouncer's, by the names that the server reports. */
    private static final List<String> TRACKED = List.of("client_encoding", "DateStyle", "TimeZone", "IntervalStyle",
            "standard_conforming_strings", "application_name");

    private final int serverPort;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Server> free;
    private final Map<String, String> defaults;
    private final Map<Long, Client> clients = new ConcurrentHashMap<>();
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    /** @param size connections to the server, at most */
    TransactionPooler(int serverPort, int size) throws IOException {
        this.serverPort = serverPort;
        this.free = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            free.add(new Server());
        }
        this.defaults = Map.copyOf(free.element().parameters);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                // Closed
            }
        }
    }

    private void serve(Socket socket) {
        try (Client client = new Client(socket)) {
            client.run();
        } catch (IOException | InterruptedException _) {
            // The client is gone, or told why it has to go
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Closeable connection : open) {
            connection.close();
        }
    }

    /** Either side of the pooler. */
    private class Peer implements Closeable {
        final Socket socket;
        final DataInputStream in;
        private final DataOutputStream out;
        /** As the client wants them, and as the server has them. */
        final Map<String, String> parameters = new LinkedHashMap<>();

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
            open.add(this);
        }

        synchronized void send(PoolerMessage message, boolean more) throws IOException {
            if (message.type() != 0) {
                out.writeByte(message.type());
            }
            out.writeInt(message.body().length + Integer.BYTES);
            out.write(message.body());
            if (!more) {
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            open.remove(this);
            socket.close();
        }
    }

    private final class Server extends Peer {
        private PoolerMessage key;

        Server() throws IOException {
            super(new Socket(InetAddress.getLoopbackAddress(), serverPort));
            send(PoolerMessage.of((char) 0, PROTOCOL, "user", "postgres", "database", "postgres", ""), false);
            untilReady();
        }

        /** Gives the connection what the client has set. */
        void adopt(Map<String, String> wanted) throws IOException {
            StringBuilder sql = new StringBuilder();
            wanted.forEach((name, value) -> {
                if (TRACKED.contains(name) && !value.equals(parameters.get(name))) {
                    sql.append("SET ").append(name).append(" = '").append(value.replace("'", "''")).append("';");
                }
            });
            if (!sql.isEmpty()) {
                send(PoolerMessage.of('Q', sql), false);
                untilReady();
            }
        }

        private void untilReady() throws IOException {
            for (PoolerMessage message = PoolerMessage.read(in); message.type() != 'Z'; message = PoolerMessage
                    .read(in)) {
                switch (message.type()) {
                    case 'S' -> parameters.put(message.strings()[0], message.strings()[1]);
                    case 'K' -> key = message;
                    case 'E' -> throw new IOException(String.join(" ", message.strings()));
                    default -> {
                        // Of no use here
                    }
                }
            }
        }

        void cancel() throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeInt(16);
                out.writeInt(CANCEL);
                out.write(key.body(), 0, 8);
                out.flush();
                // The server has done it when it closes
                socket.getInputStream().read();
            }
        }
    }

    private final class Client extends Peer {
        private final long id = ThreadLocalRandom.current().nextLong();
        private Server server;
        /** Questions to which ReadyForQuery has not come yet. */
        private int unanswered;
        /** Messages of the extended protocol for which there will be a Sync. */
        private boolean unsynced;

        Client(Socket socket) throws IOException {
            super(socket);
        }

        void run() throws IOException, InterruptedException {
            if (!start()) {
                return;
            }
            clients.put(id, this);
            while (true) {
                PoolerMessage message = PoolerMessage.read(in);
                if (message.type() == 'X') {
                    return;
                }
                to(message.type()).send(message, in.available() > 0);
            }
        }

        private boolean start() throws IOException {
            int length = in.readInt();
            int code = in.readInt();
            if (code == ENCRYPT_SSL || code == ENCRYPT_GSS) {
                socket.getOutputStream().write('N');
                return start();
            }
            if (code == CANCEL) {
                Client other = clients.get(in.readLong());
                if (other != null) {
                    other.cancel();
                }
                return false;
            }
            return welcome(new PoolerMessage((char) 0, in.readNBytes(length - 2 * Integer.BYTES)).strings());
        }

        private boolean welcome(String... wanted) throws IOException {
            Map<String, String> started = new LinkedHashMap<>();
            for (int i = 0; !wanted[i].isEmpty(); i += 2) {
                if (!TRACKED.contains(wanted[i]) && !Set.of("user", "database").contains(wanted[i])) {
                    send(PoolerMessage.of('E', "SFATAL", "C08P01", "Munsupported startup parameter: " + wanted[i], ""),
                            false);
                    return false;
                }
                started.put(wanted[i], wanted[i + 1]);
            }
            parameters.putAll(defaults);
            parameters.putAll(started);
            send(PoolerMessage.of('R', 0), true);
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                send(PoolerMessage.of('S', parameter.getKey(), parameter.getValue()), true);
            }
            send(PoolerMessage.of('K', (int) (id >>> 32), (int) id), true);
            send(new PoolerMessage('Z', new byte[]{'I'}), false);
            return true;
        }

        /** The server that a message goes to. */
        private Server to(char type) throws IOException, InterruptedException {
            synchronized (this) {
                unanswered += "QSF".indexOf(type) < 0 ? 0 : 1;
                unsynced = type != 'S' && (unsynced || "PBDECH".indexOf(type) >= 0);
                if (server != null) {
                    return server;
                }
            }
            Server taken = free.take();
            taken.adopt(parameters);
            synchronized (this) {
                server = taken;
            }
            Thread.ofVirtual().start(() -> answer(taken));
            return taken;
        }

        private void answer(Server from) {
            try {
                boolean linked = true;
                while (linked) {
                    PoolerMessage message = PoolerMessage.read(from.in);
                    if (message.type() == 'S') {
                        from.parameters.put(message.strings()[0], message.strings()[1]);
                        parameters.put(message.strings()[0], message.strings()[1]);
                    }
                    linked = message.type() != 'Z' || !unlinked(message.body()[0]);
                    send(message, linked && from.in.available() > 0);
                }
            } catch (IOException _) {
                // One of the two is gone; with it ends what reads from the client
                shut();
            }
        }

        private void shut() {
            try {
                socket.close();
            } catch (IOException _) {
                // Closed as well as can be
            }
        }

        private synchronized boolean unlinked(byte state) {
            unanswered--;
            if (unanswered > 0 || unsynced || state != 'I') {
                return false;
            }
            free.add(server);
            server = null;
            return true;
        }

        /** No other client gets the connection while a cancel is on its way to it. */
        private synchronized void cancel() throws IOException {
            if (server != null) {
                server.cancel();
            }
        }

        @Override
        public void close() throws IOException {
            clients.remove(id);
            super.close();
            synchronized (this) {
                if (server != null) {
                    server.close();
                    server = null;
                    free.add(new Server());
                }
            }
        }
    }
}
