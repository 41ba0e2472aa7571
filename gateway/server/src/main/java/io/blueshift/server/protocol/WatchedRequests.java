package io.blueshift.server.protocol;

import com.google.inject.Inject;
import io.blueshift.server.protocol.LeftClients.Waiting;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.glassfish.hk2.api.ProxyCtl;

import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Tells {@link LeftClients} of every request for a query's rows, and of its answer. Safe for all threads. */
public final class WatchedRequests implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String WAITING = WatchedRequests.class.getName();
    private static final String ROWS = "/v1/statement/";

    private final LeftClients clients;

    /** Stands for the request that the calling thread answers. */
    @Context
    private HttpServletRequest peer;

    @Inject
    WatchedRequests(LeftClients clients) {
        this.clients = requireNonNull(clients, "clients is null");
    }

    @Override
    public void filter(ContainerRequestContext request) {
        URI address = request.getUriInfo().getRequestUri();
        if (!request.getMethod().equals(HttpMethod.GET) || !address.getPath().startsWith(ROWS)) {
            return;
        }
        NextLink.of(address).ifPresent(link -> connection()
                .ifPresent(connection -> request.setProperty(WAITING, clients.asked(link.query(), connection))));
    }

    /** Empty if it is not plain TCP. */
    private Optional<SocketChannel> connection() {
        // The server does not know its own request behind the stand-in
        ServletRequest request = peer instanceof ProxyCtl standIn ? (ServletRequest) standIn.__make() : peer;
        EndPoint end = ServletContextRequest.getServletContextRequest(request).getConnectionMetaData().getConnection()
                .getEndPoint();
        return end.getTransport() instanceof SocketChannel channel ? Optional.of(channel) : Optional.empty();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(WAITING) instanceof Waiting waiting) {
            clients.answered(waiting);
        }
    }
}
