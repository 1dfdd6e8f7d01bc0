package dev.webshocket.internal.model;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.types.ValueType;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A method that clients can call. Immutable.
 *
 * @param name the exposed name
 * @param handlerIndex the index of the handler class in {@link ServiceModel#handlers()}
 * @param method the method, which a superclass or an interface of the handler may declare
 * @param invoker calls the method, see {@link MethodInvoker}
 * @param parameters the parameters, in the order of the method's
 * @param shape how the call is answered
 * @param answer the type of the result or of each item; empty if it is always null
 * @param concurrent whether it has {@link dev.webshocket.Concurrent}
 * @param nonBlocking whether it has {@link dev.webshocket.NonBlocking}
 * @param access holds for a connection that may call; throws what an application's rule throws
 * @param rateLimit how often it may be called; empty for no limit
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
