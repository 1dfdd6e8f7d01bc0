package dev.webshocket.internal.rpc;

import dev.webshocket.ClientConnection;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;

/**
 * A call as interceptors see it.
 *
 * @param name as the client sent it
 * @param method empty where there is none of that name
 * @param path of the service
 * @param connection whose call it is
 * @param meta what came beside the arguments
 */
record CalledMethod(
        String name, Optional<Method> method, String path, ClientConnection connection, Map<String, String> meta) {}
