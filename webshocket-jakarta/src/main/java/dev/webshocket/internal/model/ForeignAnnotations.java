package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
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
 * Finds annotations of other libraries that look like ours, or that one would look for here, and have no effect: a wrong
 * import, as a rule. They are known by name, since none of these libraries need be there.
 */
final class ForeignAnnotations {

    private static final String REST = "jakarta.ws.rs.";
    private static final String WEBSOCKET = "jakarta.websocket.";
    private static final String JAVAX_SECURITY = "javax.annotation.security.";

    private static final String PATH = "read ClientConnection.pathParameters(), and leave it out";
    private static final String HEADER = "read ClientConnection.headers(), and leave it out";
    private static final String NAME =
            "import dev.webshocket.RpcParam, or read ClientConnection.query() for the handshake's query";

    /** What to do instead. */
    private static final Map<String, String> CURES = Map.ofEntries(
            Map.entry(WEBSOCKET + "OnOpen", "import dev.webshocket.OnConnect"),
            Map.entry(
                    WEBSOCKET + "OnMessage",
                    "import dev.webshocket.RpcMethod for calls, or dev.webshocket.OnReceive for other messages"),
            Map.entry(WEBSOCKET + "OnClose", "import dev.webshocket.OnDisconnect"),
            Map.entry(WEBSOCKET + "OnError", "leave it out: what methods throw is logged"),
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
     * Looks at a handler, its own methods, and those of its superclasses that it exposes.
     *
     * @param methods those with annotations of ours
     */
    static void check(Class<?> handler, List<Place> methods, Consumer<DefinitionProblem> problems) {
        foreign(handler)
                .forEach(found -> problems.accept(HandlerProblems.foreignAnnotation(
                        handler, found.annotationType(), cure(found.annotationType()))));
        Stream<Place> others = Arrays.stream(handler.getDeclaredMethods())
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .sorted(AnnotatedMethods.ORDER)
                .map(method -> new Place(handler, method))
                .filter(place -> !methods.contains(place));
        Stream.concat(methods.stream(), others).forEach(place -> check(place, problems));
    }

    private static void check(Place place, Consumer<DefinitionProblem> problems) {
        Method method = place.method();
        foreign(method)
                .filter(found -> !isUsed(found, place.handler()))
                .forEach(found -> problems.accept(
                        MethodProblems.foreignAnnotation(found.annotationType(), place, cure(found.annotationType()))));
        if (!method.isAnnotationPresent(RpcMethod.class)) {
            return;
        }
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            ParameterPlace parameter = new ParameterPlace(place, i, parameters[i].getParameterizedType());
            foreign(parameters[i])
                    .filter(found -> !isUsed(found, method))
                    .forEach(found -> problems.accept(ParameterProblems.foreignAnnotation(
                            found.annotationType(), parameter, cure(found.annotationType()))));
        }
    }

    private static Stream<Annotation> foreign(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .filter(annotation -> cure(annotation.annotationType()) != null);
    }

    private static String cure(Class<? extends Annotation> type) {
        String name = type.getName();
        // Those of Java EE 8 and before are no better than their successors.
        return CURES.getOrDefault(name, CURES.get(name.replaceFirst("^javax\\.", "jakarta.")));
    }

    /** Tells whether the other library serves the element around too, as a method that is a resource of REST as well. */
    private static boolean isUsed(Annotation found, AnnotatedElement around) {
        return Stream.of(REST, WEBSOCKET)
                .filter(library -> found.annotationType().getName().startsWith(library))
                .anyMatch(library -> Arrays.stream(around.getDeclaredAnnotations())
                        .anyMatch(other -> other.annotationType().getName().startsWith(library)));
    }
}
