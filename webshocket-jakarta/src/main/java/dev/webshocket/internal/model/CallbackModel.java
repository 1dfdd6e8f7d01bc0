package dev.webshocket.internal.model;

import dev.webshocket.internal.methods.MethodInvoker;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;

/**
 * A method that is called when a connection opens, receives a packet, loses its socket, gets another one, or ends. Immutable.
 *
 * @param handlerIndex the index of the handler class in {@link ServiceModel#handlers()}
 * @param method the method, which a superclass or an interface of the handler may declare
 * @param invoker calls the method, see {@link MethodInvoker}
 * @param parameters the arguments to pass, in the order of the method's parameters
 */
public record CallbackModel(
        int handlerIndex, Method method, MethodHandle invoker, List<CallbackParameter> parameters) {}
