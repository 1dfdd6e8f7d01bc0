package dev.webshocket.internal.endpoint;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The unit for counting connections by address: an IPv4 address, or the first 64 bits of an IPv6 address, because one client
 * can use all addresses of such a network.
 *
 * @param version 4 or 6
 * @param prefix the address or its beginning
 */
record ClientNetwork(int version, long prefix) {

    static ClientNetwork of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new ClientNetwork(6, bytes.getLong())
                : new ClientNetwork(4, bytes.getInt());
    }
}
