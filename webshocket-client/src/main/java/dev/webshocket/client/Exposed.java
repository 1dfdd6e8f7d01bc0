package dev.webshocket.client;

import java.util.List;

/**
 * What a client exposes to its server. Immutable.
 *
 * @param objects their methods with {@link dev.webshocket.RpcMethod}
 * @param functions single functions
 * @param calls how many calls of the server may run and wait
 */
public record Exposed(List<Object> objects, List<ExposedFunction> functions, int calls) {

    /** Creates it. */
    public Exposed {
        objects = List.copyOf(objects);
        functions = List.copyOf(functions);
        calls = ClientSettings.EXPOSED_CALLS.checked(calls);
    }
}
