package dev.webshocket.internal.client;

import dev.webshocket.AccessRule;
import dev.webshocket.Concurrent;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.NonBlocking;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.OnReceive;
import dev.webshocket.OnResume;
import dev.webshocket.OnSuspend;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.client.Exposed;
import dev.webshocket.client.ExposedFunction;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.codec.ValueReader;
import dev.webshocket.internal.methods.AnnotatedMethods;
import dev.webshocket.internal.methods.MethodInvoker;
import dev.webshocket.internal.methods.MethodLocation;
import dev.webshocket.internal.methods.MethodModel;
import dev.webshocket.internal.methods.MethodReader;
import dev.webshocket.internal.methods.MethodTypes;
import dev.webshocket.internal.methods.ParameterModel;
import dev.webshocket.internal.types.TypeArguments;
import dev.webshocket.internal.types.UnbindableTypeException;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what a client exposes, and reports all mistakes at once. For one thread. */
final class ExposedReader {

    /** Those of a server's handlers, which would do nothing here. */
    private static final Set<Class<? extends Annotation>> WITHOUT_EFFECT = Set.of(
            Concurrent.class,
            NonBlocking.class,
            RateLimit.class,
            OnConnect.class,
            OnReceive.class,
            OnSuspend.class,
            OnResume.class,
            OnDisconnect.class);

    private final List<DefinitionProblem> problems = new ArrayList<>();
    private final Map<String, ExposedMethod> methods = new HashMap<>();
    private final Map<String, List<String>> places = new TreeMap<>();
    private final Binding binding;
    private final MethodReader methodReader;

    private ExposedReader(Binding binding) {
        this.binding = binding;
        this.methodReader =
                new MethodReader(binding, new Codec(Encoding.JSON, binding, Codec.MAX_NESTING), problems::add);
    }

    /**
     * Reads the methods and functions by their names.
     *
     * @param binding binds the arguments
     * @throws DefinitionException if something cannot be exposed
     */
    static Map<String, ExposedMethod> read(Exposed exposed, Binding binding) {
        ExposedReader reader = new ExposedReader(binding);
        exposed.objects().forEach(reader::read);
        exposed.functions().forEach(reader::read);
        reader.places.forEach((name, same) -> {
            if (same.size() > 1) {
                reader.problems.add(ExposedProblems.sameName(name, same));
            }
        });
        if (!reader.problems.isEmpty()) {
            throw new DefinitionException(reader.problems);
        }
        return Map.copyOf(reader.methods);
    }

    private void read(Object target) {
        Class<?> type = target.getClass();
        TypeArguments types = TypeArguments.of(type);
        List<MethodLocation> locations = AnnotatedMethods.of(type, types, ExposedReader::isAnnotated).stream()
                .map(method -> new MethodLocation(type, method))
                .toList();
        List<MethodLocation> exposed = locations.stream()
                .filter(location -> location.method().isAnnotationPresent(RpcMethod.class))
                .toList();
        if (exposed.isEmpty()) {
            problems.add(ExposedProblems.exposesNothing(type));
        }
        exposed.forEach(location -> read(location, types, target));
        locations.forEach(this::checkAnnotations);
    }

    private void read(MethodLocation location, TypeArguments typeArguments, Object target) {
        Optional<MethodHandle> invoker = MethodInvoker.of(RpcMethod.class, location, problems::add);
        Optional<String> name = methodReader.name(location);
        name.ifPresent(n -> place(n, location.toString()));
        MethodTypes types = methodReader.types(location, typeArguments);
        if (types.parameters().stream().anyMatch(ParameterModel.Connection.class::isInstance)) {
            problems.add(ExposedProblems.connection(location));
        }
        if (invoker.isPresent() && name.isPresent()) {
            methods.put(
                    name.get(),
                    new ExposedMethod.OfObject(
                            new MethodModel(name.get(), location.method(), invoker.get(), types), target));
        }
    }

    private void checkAnnotations(MethodLocation location) {
        Arrays.stream(location.method().getAnnotations())
                .map(Annotation::annotationType)
                .filter(ExposedReader::isWithoutEffect)
                .forEach(annotation -> problems.add(ExposedProblems.noEffect(annotation, location)));
    }

    private static boolean isAnnotated(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation == RpcMethod.class || isWithoutEffect(annotation));
    }

    private static boolean isWithoutEffect(Class<? extends Annotation> annotation) {
        return WITHOUT_EFFECT.contains(annotation)
                || annotation.isAnnotationPresent(AccessRule.class)
                || annotation.getName().startsWith("jakarta.annotation.security.");
    }

    private void read(ExposedFunction function) {
        String name = function.name();
        if (!MethodReader.isVisible(name)) {
            problems.add(ExposedProblems.function(
                    name, "the name is blank or has control characters; write a visible name"));
            return;
        }
        place(name, "expose(\"" + name + "\", ...)");
        try {
            ValueReader reader = function.type() == null ? null : binding.readerFor(function.type());
            methods.put(name, new ExposedMethod.OfFunction(reader, function.function()));
        } catch (UnbindableTypeException e) {
            problems.add(ExposedProblems.function(
                    name,
                    "no argument can become a " + function.type().getTypeName() + ": " + e.getMessage()
                            + "; use a type that JSON-B can read"));
        }
    }

    private void place(String name, String place) {
        places.computeIfAbsent(name, n -> new ArrayList<>()).add(place);
    }
}
