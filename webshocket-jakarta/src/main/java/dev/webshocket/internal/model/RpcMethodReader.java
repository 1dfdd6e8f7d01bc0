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
    private final ResultTypeReader resultTypeReader;
    private final Consumer<DefinitionProblem> problems;

    RpcMethodReader(
            ParameterReader parameterReader, ResultTypeReader resultTypeReader, Consumer<DefinitionProblem> problems) {
        this.parameterReader = parameterReader;
        this.resultTypeReader = resultTypeReader;
        this.problems = problems;
    }

    void read(MethodLocation location, TypeArguments typeArguments, CallRules rules, ServiceBuilder service) {
        Method method = location.method();
        Optional<MethodHandle> invoker = MethodChecks.check(RpcMethod.class, location, problems);
        Optional<String> name = nameOf(location);
        name.ifPresent(n -> service.expose(n, location));

        List<Type> types = Arrays.stream(method.getGenericParameterTypes())
                .map(typeArguments::resolve)
                .toList();
        Type result = typeArguments.resolve(method.getGenericReturnType());
        checkVariables(location, Stream.concat(types.stream(), Stream.of(result)));
        List<ParameterModel> parameters = parameterReader.read(location, types);
        boolean emitter = types.stream().anyMatch(t -> Erasure.of(t) == RpcStream.class);
        ResultShape shape = ResultShapeReader.read(location, result, emitter, problems);
        Optional<ValueType> answer = resultTypeReader.read(location, shape, result, parameters);

        boolean concurrent = method.isAnnotationPresent(Concurrent.class);
        boolean nonBlocking = method.isAnnotationPresent(NonBlocking.class);
        checkThreads(location, shape, concurrent, nonBlocking);
        checkNoCallback(location);
        CallRules.OfMethod rulesOfCalls = rules.of(location, name.orElse(method.getName()));
        if (invoker.isPresent() && name.isPresent()) {
            service.add(new RpcMethodModel(
                    name.get(),
                    service.indexOf(location.handler()),
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

    private Optional<String> nameOf(MethodLocation location) {
        String alias = location.method().getAnnotation(RpcMethod.class).value();
        if (alias.isEmpty()) {
            return Optional.of(location.method().getName());
        }
        if (alias.isBlank() || alias.chars().anyMatch(Character::isISOControl)) {
            problems.accept(MethodProblems.alias(location));
            return Optional.empty();
        }
        return Optional.of(alias);
    }

    private void checkVariables(MethodLocation location, Stream<Type> types) {
        if (location.method().getTypeParameters().length > 0) {
            problems.accept(MethodProblems.generic(location));
        }
        types.flatMap(TypeArguments::variablesIn)
                .filter(variable -> variable.getGenericDeclaration() instanceof Class<?>)
                .distinct()
                .forEach(variable -> problems.accept(MethodProblems.unresolved(location, variable)));
    }

    private void checkThreads(MethodLocation location, ResultShape shape, boolean concurrent, boolean nonBlocking) {
        if (concurrent && nonBlocking) {
            problems.accept(MethodProblems.concurrentAndNonBlocking(location));
        }
        boolean streams = switch (shape) {
            case STREAM, PUBLISHER, EMITTER -> true;
            case VALUE, STAGE -> false;
        };
        if (nonBlocking && streams) {
            problems.accept(MethodProblems.nonBlockingStream(location));
        }
    }

    private void checkNoCallback(MethodLocation location) {
        Arrays.stream(CallbackKind.values())
                .map(CallbackKind::annotation)
                .filter(location.method()::isAnnotationPresent)
                .forEach(annotation -> problems.accept(MethodProblems.callbackAndRpcMethod(annotation, location)));
    }
}
