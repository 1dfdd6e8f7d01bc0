package dev.webshocket.internal.model;

import dev.webshocket.Concurrent;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.TypeArguments;
import dev.webshocket.internal.types.ValueType;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads one {@link RpcMethod}. */
final class RpcMethodReader {

    private final ParameterReader parameterReader;
    private final AnswerReader answerReader;
    private final Consumer<DefinitionProblem> problems;

    RpcMethodReader(ParameterReader parameterReader, AnswerReader answerReader, Consumer<DefinitionProblem> problems) {
        this.parameterReader = parameterReader;
        this.answerReader = answerReader;
        this.problems = problems;
    }

    void read(Place place, TypeArguments typeArguments, CallRules rules, ServiceDraft service) {
        Method method = place.method();
        Optional<MethodHandle> invoker = MethodRules.check(RpcMethod.class, place, problems);
        Optional<String> name = nameOf(place);
        name.ifPresent(n -> service.expose(n, place));

        List<Type> types = Arrays.stream(method.getGenericParameterTypes())
                .map(typeArguments::resolve)
                .toList();
        Type result = typeArguments.resolve(method.getGenericReturnType());
        checkVariables(place, Stream.concat(types.stream(), Stream.of(result)));
        List<ParameterModel> parameters = parameterReader.read(place, types);
        boolean emitter = types.stream().anyMatch(t -> Erasure.of(t) == RpcStream.class);
        ResultShape shape = ResultReader.read(place, result, emitter, problems);
        Optional<ValueType> answer = answerReader.read(place, shape, result, parameters);

        boolean concurrent = method.isAnnotationPresent(Concurrent.class);
        boolean nonBlocking = method.isAnnotationPresent(NonBlocking.class);
        checkThreads(place, shape, concurrent, nonBlocking);
        checkNoCallback(place);
        CallRules.OfMethod rulesOfCalls = rules.of(place, name.orElse(method.getName()));
        if (invoker.isPresent() && name.isPresent()) {
            service.add(new RpcMethodModel(
                    name.get(),
                    service.indexOf(place.handler()),
                    method,
                    invoker.get(),
                    parameters,
                    shape,
                    answer,
                    concurrent,
                    nonBlocking,
                    rulesOfCalls.access(),
                    rulesOfCalls.limit()));
        }
    }

    private Optional<String> nameOf(Place place) {
        String alias = place.method().getAnnotation(RpcMethod.class).value();
        if (alias.isEmpty()) {
            return Optional.of(place.method().getName());
        }
        if (alias.isBlank() || alias.chars().anyMatch(Character::isISOControl)) {
            problems.accept(MethodProblems.alias(place));
            return Optional.empty();
        }
        return Optional.of(alias);
    }

    private void checkVariables(Place place, Stream<Type> types) {
        if (place.method().getTypeParameters().length > 0) {
            problems.accept(MethodProblems.generic(place));
        }
        types.flatMap(TypeArguments::variablesIn)
                .filter(variable -> variable.getGenericDeclaration() instanceof Class<?>)
                .distinct()
                .forEach(variable -> problems.accept(MethodProblems.unresolved(place, variable)));
    }

    private void checkThreads(Place place, ResultShape shape, boolean concurrent, boolean nonBlocking) {
        if (concurrent && nonBlocking) {
            problems.accept(MethodProblems.concurrentAndNonBlocking(place));
        }
        boolean streams = switch (shape) {
            case STREAM, PUBLISHER, EMITTER -> true;
            case VALUE, STAGE -> false;
        };
        if (nonBlocking && streams) {
            problems.accept(MethodProblems.nonBlockingStream(place));
        }
    }

    private void checkNoCallback(Place place) {
        Arrays.stream(CallbackKind.values())
                .map(CallbackKind::annotation)
                .filter(place.method()::isAnnotationPresent)
                .forEach(annotation -> problems.accept(MethodProblems.callbackAndRpcMethod(annotation, place)));
    }
}
