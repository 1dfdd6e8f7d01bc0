package dev.webshocket.internal.client;

import dev.webshocket.RpcException;
import dev.webshocket.client.RpcResponse;
import dev.webshocket.internal.codec.ValueReader;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An undecoded answer.
 *
 * @param packet the response packet
 * @param types converts the result to types
 */
record ReceivedResponse(dev.webshocket.packet.RpcResponse packet, ResultTypes types) implements RpcResponse {

    @Override
    public boolean isError() {
        return packet.error() != null;
    }

    @Override
    public OptionalInt code() {
        return isError() ? OptionalInt.of(packet.error()) : OptionalInt.empty();
    }

    @Override
    public Optional<String> message() {
        return isError() ? Optional.of(messageOf(packet)) : Optional.empty();
    }

    @Override
    public Optional<Object> errorData() {
        return isError() ? Optional.ofNullable(packet.data()) : Optional.empty();
    }

    @Override
    public Object data() {
        return data(Object.class);
    }

    @Override
    public <T> T data(Type type) {
        return data(types.reader(type));
    }

    /** Returns the result that the reader makes. */
    <T> T data(ValueReader reader) {
        if (isError()) {
            throw error(packet);
        }
        return ResultTypes.read(reader, packet.response());
    }

    /** Returns the exception of a failed call. */
    static RpcException error(dev.webshocket.packet.RpcResponse response) {
        return new RpcException(response.error(), messageOf(response), response.data());
    }

    /** The original sends errors without a message. */
    private static String messageOf(dev.webshocket.packet.RpcResponse response) {
        return response.response() == null ? "" : String.valueOf(response.response());
    }

    @Override
    public String toString() {
        return isError()
                ? "RpcResponse[error " + packet.error() + ": " + packet.response()
                        + (packet.data() == null ? "" : ", " + packet.data()) + "]"
                : "RpcResponse[" + packet.response() + "]";
    }
}
