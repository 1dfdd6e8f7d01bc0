package dev.webshocket.internal.rpc;

import dev.webshocket.ClientConnection;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;

/**
 * A call as interceptors see it.
 *
 * @param name as the client sent it
 * @param method empty if there is none of that name
 * @param path of the service
 * @param connection the caller's
 * @param meta metadata sent with the call
 */
record CalledMethod(
        String name, Optional<Method> method, String path, ClientConnection connection, Map<String, String> meta) {}
