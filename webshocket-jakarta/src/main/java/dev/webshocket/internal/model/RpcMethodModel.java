package dev.webshocket.internal.model;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.methods.MethodModel;
import dev.webshocket.internal.methods.ParameterModel;
import dev.webshocket.internal.methods.ResultShape;
import dev.webshocket.internal.types.ValueType;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A method that clients can call. Immutable.
 *
 * @param target the method
 * @param handlerIndex the index of the handler class in {@link ServiceModel#handlers()}
 * @param concurrent whether it has {@link dev.webshocket.Concurrent}
 * @param nonBlocking whether it has {@link dev.webshocket.NonBlocking}
 * @param access holds for a connection that may call; throws what an application's rule throws
 * @param accessRules the annotations that {@code access} comes from, as the source has them, without packages
 * @param rateLimit how often it may be called; empty for no limit
 */
public record RpcMethodModel(
        MethodModel target,
        int handlerIndex,
        boolean concurrent,
        boolean nonBlocking,
        Predicate<ClientConnection> access,
        List<String> accessRules,
        Optional<RateLimitModel> rateLimit) {

    /** Returns the exposed name. */
    public String name() {
        return target.name();
    }

    /** Returns the method, which a superclass or an interface of the handler may declare. */
    public Method method() {
        return target.method();
    }

    /** Returns the handle that calls the method. */
    public MethodHandle invoker() {
        return target.invoker();
    }

    /** Returns the parameters, in the order of the method's. */
    public List<ParameterModel> parameters() {
        return target.types().parameters();
    }

    /** Returns how the call is answered. */
    public ResultShape shape() {
        return target.types().shape();
    }

    /** Returns the type of the result or of each item; empty if it is always null. */
    public Optional<ValueType> answer() {
        return target.types().answer();
    }
}
