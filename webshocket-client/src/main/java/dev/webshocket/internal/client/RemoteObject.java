package dev.webshocket.internal.client;

import dev.webshocket.client.WebSocketClient;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * The invocation handler of an interface's proxy. Immutable.
 *
 * @param shape the interface
 * @param client sends the calls
 */
record RemoteObject(ClientInterface shape, WebSocketClient client) implements InvocationHandler {

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        RemoteMethod remote = shape.methods().get(method);
        if (remote != null) {
            return remote.call(client, arguments);
        }
        if (method.isDefault()) {
            return isAccessible(method.getDeclaringClass())
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : invokePrivately(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> shape.type().getSimpleName() + " of " + client;
        };
    }

    private static boolean isAccessible(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && type.getModule().isExported(type.getPackageName(), RemoteObject.class.getModule());
    }

    /** Requires a package that is open to this one, as all packages outside named modules are. */
    private static Object invokePrivately(Object proxy, Method method, Object[] arguments) throws Throwable {
        return MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup())
                .unreflectSpecial(method, method.getDeclaringClass())
                .bindTo(proxy)
                .invokeWithArguments(arguments == null ? new Object[0] : arguments);
    }
}
