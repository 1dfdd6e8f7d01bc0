package dev.webshocket.benchmarks.load;

import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The service under load: one method for each shape of load. */
@WebSocketHandler("/ws")
public class LoadHandler {

    @Inject
    Channels channels;

    /**
     * Answers on the container's thread.
     *
     * @param data anything
     * @return the same
     */
    @RpcMethod
    @NonBlocking
    public Object echo(Object data) {
        return data;
    }

    /**
     * Answers from the connection's lane.
     *
     * @param data anything
     * @return the same
     */
    @RpcMethod("echo_lane")
    public Object echoInLane(Object data) {
        return data;
    }

    /**
     * Answers with a record.
     *
     * @param reading a record
     * @return the same
     */
    @RpcMethod("echo_record")
    public Reading echo(Reading reading) {
        return reading;
    }

    /**
     * Receives a large argument.
     *
     * @param content the argument
     * @return its length in bytes
     */
    @RpcMethod
    public int upload(byte[] content) {
        return content.length;
    }

    /**
     * Streams strings.
     *
     * @param count how many items
     * @param size the length of each, in bytes
     * @return the items
     */
    @RpcMethod
    public Stream<String> items(int count, int size) {
        String item = "i".repeat(size);
        return IntStream.range(0, count).mapToObj(n -> item);
    }

    /**
     * Subscribes the caller to a channel.
     *
     * @param connection the caller
     * @param channel a name
     */
    @RpcMethod
    public void subscribe(ClientConnection connection, String channel) {
        connection.subscribe(channel);
    }

    /**
     * Subscribes the caller to patterns of channels, which match nothing that is published.
     *
     * @param connection the caller
     * @param prefix the beginning of each
     * @param count how many
     */
    @RpcMethod("subscribe_patterns")
    public void subscribePatterns(ClientConnection connection, String prefix, int count) {
        connection.subscribe(
                IntStream.range(0, count).mapToObj(n -> prefix + n + ".*").toArray(String[]::new));
    }

    /**
     * Pushes to the subscribers of a channel.
     *
     * @param channel a name
     * @param data what is pushed
     */
    @RpcMethod
    public void publish(String channel, String data) {
        channels.publish(channel, data);
    }
}
