package dev.webshocket.internal.client;

import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.client.WebSocketClient;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An interface whose methods call remote methods. Immutable.
 *
 * @param type the interface
 * @param methods its remote methods
 */
record ClientInterface(Class<?> type, Map<Method, RemoteMethod> methods) {

    /**
     * Reads an interface.
     *
     * @throws DefinitionException if it cannot be a client, with all problems
     */
    static ClientInterface read(Class<?> type, ResultTypes types) {
        if (!type.isInterface() || type.isAnnotation() || type.isSealed()) {
            throw new DefinitionException(List.of(ClientInterfaceProblems.noInterface(type)));
        }
        List<DefinitionProblem> problems = new ArrayList<>();
        Map<Method, RemoteMethod> methods = new HashMap<>();
        RemoteMethodReader reader = new RemoteMethodReader(type, types, problems);
        Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()) && !isOfObject(method))
                .sorted(Comparator.comparing(Method::toString))
                .forEach(method -> {
                    if (method.isAnnotationPresent(RpcMethod.class)) {
                        methods.put(method, reader.read(method));
                    } else {
                        problems.add(ClientInterfaceProblems.noRemoteMethod(type, method));
                    }
                });
        if (!problems.isEmpty()) {
            throw new DefinitionException(problems);
        }
        return new ClientInterface(type, Map.copyOf(methods));
    }

    /** Tells whether the proxy implements the method itself: an interface may redeclare {@code equals}. */
    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(known -> known.getName().equals(method.getName())
                        && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
    }

    @SuppressWarnings("unchecked")
    <T> T proxy(WebSocketClient client) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new RemoteObject(this, client));
    }
}
