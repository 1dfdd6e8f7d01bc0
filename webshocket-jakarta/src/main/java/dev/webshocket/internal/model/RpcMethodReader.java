package dev.webshocket.internal.model;

import dev.webshocket.Concurrent;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.NonBlocking;
import dev.webshocket.RpcMethod;
import dev.webshocket.internal.methods.MethodLocation;
import dev.webshocket.internal.methods.MethodModel;
import dev.webshocket.internal.methods.MethodReader;
import dev.webshocket.internal.methods.MethodTypes;
import dev.webshocket.internal.types.TypeArguments;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one {@link RpcMethod} of a handler. */
final class RpcMethodReader {

    private final MethodReader methodReader;
    private final Consumer<DefinitionProblem> problems;

    RpcMethodReader(MethodReader methodReader, Consumer<DefinitionProblem> problems) {
        this.methodReader = methodReader;
        this.problems = problems;
    }

    void read(MethodLocation location, TypeArguments typeArguments, CallRules rules, ServiceBuilder service) {
        Method method = location.method();
        Optional<MethodHandle> invoker = MethodChecks.check(RpcMethod.class, location, problems);
        Optional<String> name = methodReader.name(location);
        name.ifPresent(n -> service.expose(n, location));
        MethodTypes types = methodReader.types(location, typeArguments);

        boolean concurrent = method.isAnnotationPresent(Concurrent.class);
        boolean nonBlocking = method.isAnnotationPresent(NonBlocking.class);
        checkThreads(location, types, concurrent, nonBlocking);
        checkNoCallback(location);
        CallRules.OfMethod rulesOfCalls = rules.of(location, name.orElse(method.getName()));
        if (invoker.isPresent() && name.isPresent()) {
            service.add(new RpcMethodModel(
                    new MethodModel(name.get(), method, invoker.get(), types),
                    service.indexOf(location.handler()),
                    concurrent,
                    nonBlocking,
                    rulesOfCalls.access(),
                    rulesOfCalls.accessRules(),
                    rulesOfCalls.limit()));
        }
    }

    private void checkThreads(MethodLocation location, MethodTypes types, boolean concurrent, boolean nonBlocking) {
        if (concurrent && nonBlocking) {
            problems.accept(HandlerMethodProblems.concurrentAndNonBlocking(location));
        }
        if (nonBlocking && types.shape().isStream()) {
            problems.accept(HandlerMethodProblems.nonBlockingStream(location));
        }
        if (nonBlocking && types.uploads() > 0) {
            problems.accept(HandlerMethodProblems.nonBlockingUpload(location));
        }
    }

    private void checkNoCallback(MethodLocation location) {
        Arrays.stream(CallbackKind.values())
                .map(CallbackKind::annotation)
                .filter(location.method()::isAnnotationPresent)
                .forEach(annotation ->
                        problems.accept(HandlerMethodProblems.callbackAndRpcMethod(annotation, location)));
    }
}
