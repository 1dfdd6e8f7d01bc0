package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.internal.methods.AnnotatedMethods;
import dev.webshocket.internal.methods.MethodLocation;
import dev.webshocket.internal.methods.ParameterLocation;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reports annotations of other libraries that have no effect here but resemble those of this library: usually a wrong
 * import. They are compared by name, since these libraries may be missing at run time.
 */
final class ForeignAnnotations {

    private static final String REST = "jakarta.ws.rs.";
    private static final String WEBSOCKET = "jakarta.websocket.";
    private static final String JAVAX_SECURITY = "javax.annotation.security.";

    private static final String PATH = "read ClientConnection.pathParameters(), and remove it";
    private static final String HEADER = "read ClientConnection.headers(), and remove it";
    private static final String NAME =
            "import dev.webshocket.RpcParam, or read ClientConnection.query() for the handshake's query";

    /** The cure for each annotation, by its class name. */
    private static final Map<String, String> CURES = Map.ofEntries(
            Map.entry(WEBSOCKET + "OnOpen", "import dev.webshocket.OnConnect"),
            Map.entry(
                    WEBSOCKET + "OnMessage",
                    "import dev.webshocket.RpcMethod for calls, or dev.webshocket.OnReceive for other messages"),
            Map.entry(WEBSOCKET + "OnClose", "import dev.webshocket.OnDisconnect"),
            Map.entry(WEBSOCKET + "OnError", "remove it: exceptions of methods are logged"),
            Map.entry(WEBSOCKET + "server.PathParam", PATH),
            Map.entry(REST + "DefaultValue", "import dev.webshocket.DefaultValue"),
            Map.entry(REST + "PathParam", PATH),
            Map.entry(REST + "QueryParam", NAME),
            Map.entry(REST + "FormParam", NAME),
            Map.entry(REST + "MatrixParam", NAME),
            Map.entry(REST + "HeaderParam", HEADER),
            Map.entry(REST + "CookieParam", HEADER),
            Map.entry("io.smallrye.common.annotation.NonBlocking", "import dev.webshocket.NonBlocking"),
            Map.entry(JAVAX_SECURITY + "RolesAllowed", "import jakarta.annotation.security.RolesAllowed"),
            Map.entry(JAVAX_SECURITY + "PermitAll", "import jakarta.annotation.security.PermitAll"),
            Map.entry(JAVAX_SECURITY + "DenyAll", "import jakarta.annotation.security.DenyAll"));

    private ForeignAnnotations() {}

    /**
     * Checks a handler, the methods that it declares, and the inherited methods that it exposes.
     *
     * @param methods the methods that have annotations of this library
     */
    static void check(Class<?> handler, List<MethodLocation> methods, Consumer<DefinitionProblem> problems) {
        foreign(handler)
                .forEach(found -> problems.accept(HandlerProblems.foreignAnnotation(
                        handler, found.annotationType(), cure(found.annotationType()))));
        Stream<MethodLocation> others = Arrays.stream(handler.getDeclaredMethods())
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .sorted(AnnotatedMethods.ORDER)
                .map(method -> new MethodLocation(handler, method))
                .filter(location -> !methods.contains(location));
        Stream.concat(methods.stream(), others).forEach(location -> check(location, problems));
    }

    private static void check(MethodLocation location, Consumer<DefinitionProblem> problems) {
        Method method = location.method();
        foreign(method)
                .filter(found -> !isUsed(found, location.handler()))
                .forEach(found -> problems.accept(HandlerMethodProblems.foreignAnnotation(
                        found.annotationType(), location, cure(found.annotationType()))));
        if (!method.isAnnotationPresent(RpcMethod.class)) {
            return;
        }
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            ParameterLocation parameter = new ParameterLocation(location, i, parameters[i].getParameterizedType());
            foreign(parameters[i])
                    .filter(found -> !isUsed(found, method))
                    .forEach(found -> problems.accept(HandlerMethodProblems.foreignAnnotation(
                            found.annotationType(), parameter, cure(found.annotationType()))));
        }
    }

    private static Stream<Annotation> foreign(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .filter(annotation -> cure(annotation.annotationType()) != null);
    }

    private static String cure(Class<? extends Annotation> type) {
        String name = type.getName();
        // The same annotation of Java EE 8 and earlier.
        return CURES.getOrDefault(name, CURES.get(name.replaceFirst("^javax\\.", "jakarta.")));
    }

    /**
     * Tells whether the other library uses the enclosing element too, such as a method that is also a REST resource.
     */
    private static boolean isUsed(Annotation found, AnnotatedElement around) {
        return Stream.of(REST, WEBSOCKET)
                .filter(library -> found.annotationType().getName().startsWith(library))
                .anyMatch(library -> Arrays.stream(around.getDeclaredAnnotations())
                        .anyMatch(other -> other.annotationType().getName().startsWith(library)));
    }
}
