package dev.webshocket.tyrus;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;

/** Explains why a server cannot listen. */
final class ListenFailures {

    private static final int LAST_PRIVILEGED_PORT = 1023;

    private ListenFailures() {}

    static ServerStartException explain(String host, int port, IOException failure) {
        if (failure instanceof BindException && isOurs(host)) {
            return port > 0 && port <= LAST_PRIVILEGED_PORT && isDenied(failure)
                    ? cannotListen(host, port, "only the system's administrator may use ports below 1024", failure)
                    : new ServerStartException(
                            ServerStartException.PORT_IN_USE,
                            "port " + port
                                    + " is already in use; stop what listens there, or take another port, 0 for any free one",
                            failure);
        }
        return cannotListen(host, port, failure.getMessage(), failure);
    }

    private static ServerStartException cannotListen(String host, int port, String why, IOException failure) {
        return new ServerStartException(
                ServerStartException.CANNOT_LISTEN,
                "cannot listen on host \"" + host + "\", port " + port + ": " + why,
                failure);
    }

    private static boolean isDenied(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("denied");
    }

    // The address of another machine causes a BindException too.
    private static boolean isOurs(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
