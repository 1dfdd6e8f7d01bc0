package dev.webshocket.internal.description;

import dev.webshocket.ClientConnection;
import dev.webshocket.Discovery;
import dev.webshocket.Per;
import dev.webshocket.internal.methods.MethodModel;
import dev.webshocket.internal.methods.MethodTypes;
import dev.webshocket.internal.methods.ParameterModel;
import dev.webshocket.internal.methods.ResultShape;
import dev.webshocket.internal.model.RateLimitModel;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.internal.model.ServiceModel;
import dev.webshocket.spi.extension.RateLimitRate;
import jakarta.json.JsonObject;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The method {@code rpc.discover} of one service: a method like those of handlers, whose calls pass the same steps. Safe for use by
 * any thread.
 */
final class DiscoverMethod {

    /** The name, as OpenRPC has it. */
    static final String NAME = "rpc.discover";

    /** An answer may be long, though the call is short. */
    private static final RateLimitRate RATE = new RateLimitRate(20, Duration.ofSeconds(10));

    private static final MethodType CALL = MethodType.methodType(Object.class, Object.class, Object[].class);

    private final Supplier<OpenRpc> document;
    private final Discovery whom;

    private DiscoverMethod(Supplier<OpenRpc> document, Discovery whom) {
        this.document = document;
        this.whom = whom;
    }

    /** Makes the method of a service. */
    static RpcMethodModel of(ServiceModel service, Supplier<OpenRpc> document, Discovery whom) {
        DiscoverMethod method = new DiscoverMethod(document, whom);
        try {
            MethodHandle call = MethodHandles.lookup()
                    .bind(method, "discover", MethodType.methodType(JsonObject.class, ClientConnection.class));
            MethodHandle invoker = MethodHandles.dropArguments(call.asSpreader(Object[].class, 1), 0, Object.class);
            return new RpcMethodModel(
                    new MethodModel(
                            NAME,
                            DiscoverMethod.class.getDeclaredMethod("discover", ClientConnection.class),
                            invoker.asType(CALL),
                            new MethodTypes(
                                    List.of(new ParameterModel.Connection()), ResultShape.VALUE, Optional.empty())),
                    // Not that of the instance, which the invoker has, but there is one at any path.
                    0,
                    false,
                    false,
                    connection -> true,
                    List.of(),
                    Optional.of(new RateLimitModel(service.path() + '#' + NAME, RATE, Per.CONNECTION, false)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Describes the service to a caller. */
    JsonObject discover(ClientConnection caller) {
        return whom == Discovery.ALL ? document.get().whole() : document.get().of(method -> mayCall(caller, method));
    }

    /** A rule that throws denies, as it does when the method is called. */
    private static boolean mayCall(ClientConnection caller, RpcMethodModel method) {
        try {
            return method.access().test(caller);
        } catch (Exception e) {
            return false;
        }
    }
}
