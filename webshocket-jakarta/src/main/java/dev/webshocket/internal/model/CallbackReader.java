package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.methods.MethodLocation;
import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.TypeArguments;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the callbacks of one handler. */
final class CallbackReader {

    private final Consumer<DefinitionProblem> problems;

    CallbackReader(Consumer<DefinitionProblem> problems) {
        this.problems = problems;
    }

    void read(List<MethodLocation> methods, TypeArguments types, ServiceBuilder service) {
        for (CallbackKind kind : CallbackKind.values()) {
            List<MethodLocation> locations = methods.stream()
                    .filter(location -> location.method().isAnnotationPresent(kind.annotation()))
                    .toList();
            if (locations.size() > 1) {
                problems.accept(CallbackProblems.several(kind, locations));
            }
            locations.forEach(location -> read(kind, location, types, service));
        }
    }

    private void read(CallbackKind kind, MethodLocation location, TypeArguments types, ServiceBuilder service) {
        Method method = location.method();
        Optional<MethodHandle> invoker = MethodChecks.check(kind.annotation(), location, problems);
        if (method.getReturnType() != void.class) {
            problems.accept(CallbackProblems.notVoid(kind, location));
        }
        List<Class<?>> given = Arrays.stream(method.getGenericParameterTypes())
                .<Class<?>>map(type -> Erasure.of(types.resolve(type)))
                .toList();
        List<CallbackParameter> parameters = readParameters(kind, location, given);
        invoker.ifPresent(handle ->
                service.add(kind, new CallbackModel(service.indexOf(location.handler()), method, handle, parameters)));
    }

    private List<CallbackParameter> readParameters(CallbackKind kind, MethodLocation location, List<Class<?>> types) {
        List<CallbackParameter> result = new ArrayList<>();
        Set<CallbackParameter> repeated = EnumSet.noneOf(CallbackParameter.class);
        for (int i = 0; i < types.size(); i++) {
            Optional<CallbackParameter> parameter =
                    CallbackParameter.ofType(types.get(i)).filter(kind.parameters()::contains);
            if (parameter.isEmpty()) {
                problems.accept(CallbackProblems.parameterType(kind, location, i));
            } else {
                if (result.contains(parameter.get())) {
                    repeated.add(parameter.get());
                }
                result.add(parameter.get());
            }
        }
        repeated.forEach(parameter -> problems.accept(CallbackProblems.parameterTwice(kind, location, parameter)));
        return List.copyOf(result);
    }
}
