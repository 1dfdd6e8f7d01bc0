package dev.webshocket.internal.model;

import dev.webshocket.ClientConnection;
import dev.webshocket.packet.Packet;
import jakarta.websocket.CloseReason;
import java.util.Arrays;
import java.util.Optional;

/** The argument for one parameter of a callback. */
public enum CallbackParameter {
    /** The connection. */
    CONNECTION(ClientConnection.class),
    /** The packet that was received. */
    PACKET(Packet.class),
    /** Why the connection, or the socket of a suspended one, was closed. */
    CLOSE_REASON(CloseReason.class);

    private final Class<?> type;

    CallbackParameter(Class<?> type) {
        this.type = type;
    }

    Class<?> type() {
        return type;
    }

    static Optional<CallbackParameter> ofType(Class<?> type) {
        return Arrays.stream(values()).filter(p -> p.type == type).findFirst();
    }
}
