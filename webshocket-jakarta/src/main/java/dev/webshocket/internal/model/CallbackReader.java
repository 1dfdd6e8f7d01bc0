package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
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

    void read(List<Place> methods, TypeArguments types, ServiceDraft service) {
        for (CallbackKind kind : CallbackKind.values()) {
            List<Place> places = methods.stream()
                    .filter(place -> place.method().isAnnotationPresent(kind.annotation()))
                    .toList();
            if (places.size() > 1) {
                problems.accept(CallbackProblems.several(kind, places));
            }
            places.forEach(place -> read(kind, place, types, service));
        }
    }

    private void read(CallbackKind kind, Place place, TypeArguments types, ServiceDraft service) {
        Method method = place.method();
        Optional<MethodHandle> invoker = MethodRules.check(kind.annotation(), place, problems);
        if (method.getReturnType() != void.class) {
            problems.accept(CallbackProblems.notVoid(kind, place));
        }
        List<Class<?>> given = Arrays.stream(method.getGenericParameterTypes())
                .<Class<?>>map(type -> Erasure.of(types.resolve(type)))
                .toList();
        List<CallbackParameter> parameters = readParameters(kind, place, given);
        invoker.ifPresent(handle ->
                service.add(kind, new CallbackModel(service.indexOf(place.handler()), method, handle, parameters)));
    }

    private List<CallbackParameter> readParameters(CallbackKind kind, Place place, List<Class<?>> types) {
        List<CallbackParameter> result = new ArrayList<>();
        Set<CallbackParameter> repeated = EnumSet.noneOf(CallbackParameter.class);
        for (int i = 0; i < types.size(); i++) {
            Optional<CallbackParameter> parameter =
                    CallbackParameter.ofType(types.get(i)).filter(kind.parameters()::contains);
            if (parameter.isEmpty()) {
                problems.accept(CallbackProblems.parameterType(kind, place, i));
            } else {
                if (result.contains(parameter.get())) {
                    repeated.add(parameter.get());
                }
                result.add(parameter.get());
            }
        }
        repeated.forEach(parameter -> problems.accept(CallbackProblems.parameterTwice(kind, place, parameter)));
        return List.copyOf(result);
    }
}
