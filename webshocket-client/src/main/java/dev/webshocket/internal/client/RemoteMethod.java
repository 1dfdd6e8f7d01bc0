package dev.webshocket.internal.client;

import dev.webshocket.RpcItems;
import dev.webshocket.client.RpcCall;
import dev.webshocket.client.WebSocketClient;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An interface method that calls a remote method. Immutable.
 *
 * @param name the exposed name
 * @param form the form of the call
 * @param type the type of the result or of the items
 * @param idempotent whether it may run twice
 * @param variadic whether its last parameter is {@code T...}
 * @param uploads the indexes of the parameters that are uploaded
 */
record RemoteMethod(String name, Form form, Type type, boolean idempotent, boolean variadic, List<Integer> uploads) {

    /** The form of a call, chosen by the return type. */
    enum Form {
        VALUE,
        STAGE,
        ITEMS,
        STREAM,
        PUBLISHER
    }

    Object call(WebSocketClient client, Object[] arguments) {
        RpcCall call = client.rpc(name);
        for (int index : uploads) {
            call = upload(call, arguments[index]);
        }
        Object[] values = uploads.isEmpty() ? arguments : values(arguments);
        call = call.args(variadic ? spread(values) : positional(values));
        if (idempotent) {
            call = call.idempotent();
        }
        return switch (form) {
            case VALUE -> call.call(type);
            case STAGE -> call.callAsync(type);
            case ITEMS -> call.stream(type);
            case STREAM -> call.stream(type).stream();
            case PUBLISHER -> call.streamAsync(type);
        };
    }

    private static RpcCall upload(RpcCall call, Object items) {
        if (items instanceof Flow.Publisher<?> publisher) {
            return call.upload(publisher);
        }
        return items instanceof Stream<?> stream ? call.upload(stream) : call.upload((RpcItems<?>) items);
    }

    /** Returns the arguments that are no uploads. */
    private Object[] values(Object[] arguments) {
        return IntStream.range(0, arguments.length)
                .filter(index -> !uploads.contains(index))
                .mapToObj(index -> arguments[index])
                .toArray();
    }

    /** Spreads the elements of the last argument, as the server's variadic method expects. */
    private static Object[] spread(Object[] arguments) {
        int last = arguments.length - 1;
        List<Object> sent = new ArrayList<>(Arrays.asList(arguments).subList(0, last));
        Object rest = arguments[last];
        for (int i = 0; rest != null && i < Array.getLength(rest); i++) {
            sent.add(Array.get(rest, i));
        }
        return sent.toArray();
    }

    /** Removes empty optional arguments at the end. */
    private static Object[] positional(Object[] arguments) {
        List<Object> sent = new ArrayList<>(arguments == null ? List.of() : Arrays.asList(arguments));
        while (!sent.isEmpty() && sent.get(sent.size() - 1) instanceof Optional<?> last && last.isEmpty()) {
            sent.remove(sent.size() - 1);
        }
        return sent.toArray();
    }
}
