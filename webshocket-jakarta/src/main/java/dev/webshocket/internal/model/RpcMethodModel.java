package dev.webshocket.internal.model;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.types.ValueType;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One method that remote callers can reach.
 *
 * @param name the exposed name
 * @param handlerIndex the index of the handler class in {@link ServiceModel#handlers()}
 * @param method the method, which a superclass or an interface of the handler may declare
 * @param invoker calls it, see {@link MethodInvoker}
 * @param parameters what to pass, in the order of the method's parameters
 * @param shape how the call is answered
 * @param answer the model of the result, or of each item; empty where it is null always
 * @param concurrent whether {@link dev.webshocket.Concurrent} lets its calls run beside others
 * @param nonBlocking whether {@link dev.webshocket.NonBlocking} lets it run on the container's thread
 * @param access tells who may call; it may throw what an application's rule throws
 * @param rateLimit bounds how often it may be called
 */
public record RpcMethodModel(
        String name,
        int handlerIndex,
        Method method,
        MethodHandle invoker,
        List<ParameterModel> parameters,
        ResultShape shape,
        Optional<ValueType> answer,
        boolean concurrent,
        boolean nonBlocking,
        Predicate<ClientConnection> access,
        Optional<RateLimitModel> rateLimit) {}
