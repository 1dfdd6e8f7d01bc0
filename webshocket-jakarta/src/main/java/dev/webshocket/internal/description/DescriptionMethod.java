package dev.webshocket.internal.description;

import dev.webshocket.ClientConnection;
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
import java.util.function.Function;

/**
 * A method by which a client asks for a document about a service: a method like those of handlers, whose calls pass the same steps. Safe
 * for use by any thread.
 */
final class DescriptionMethod {

    /** The name of the one that tells methods, as OpenRPC has it. */
    static final String DISCOVER = "rpc.discover";

    /** The name of the one that tells channels. */
    static final String CHANNELS = "rpc.channels";

    /** An answer may be long, though the call is short. */
    private static final RateLimitRate RATE = new RateLimitRate(20, Duration.ofSeconds(10));

    private static final MethodType CALL = MethodType.methodType(Object.class, Object.class, Object[].class);

    private final Function<ClientConnection, JsonObject> document;

    private DescriptionMethod(Function<ClientConnection, JsonObject> document) {
        this.document = document;
    }

    /**
     * Makes a method of a service.
     *
     * @param document what a caller is told
     */
    static RpcMethodModel of(String name, ServiceModel service, Function<ClientConnection, JsonObject> document) {
        DescriptionMethod method = new DescriptionMethod(document);
        try {
            MethodHandle call = MethodHandles.lookup()
                    .bind(method, "describe", MethodType.methodType(JsonObject.class, ClientConnection.class));
            MethodHandle invoker = MethodHandles.dropArguments(call.asSpreader(Object[].class, 1), 0, Object.class);
            return new RpcMethodModel(
                    new MethodModel(
                            name,
                            DescriptionMethod.class.getDeclaredMethod("describe", ClientConnection.class),
                            invoker.asType(CALL),
                            new MethodTypes(
                                    List.of(new ParameterModel.Connection()), ResultShape.VALUE, Optional.empty())),
                    // Not that of the instance, which the invoker has, but there is one at any path.
                    0,
                    false,
                    false,
                    connection -> true,
                    List.of(),
                    Optional.of(new RateLimitModel(service.path() + '#' + name, RATE, Per.CONNECTION, false)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Describes the service to a caller. */
    JsonObject describe(ClientConnection caller) {
        return document.apply(caller);
    }
}
