package dev.webshocket.internal.client;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.client.Idempotent;
import dev.webshocket.internal.client.RemoteMethod.Form;
import dev.webshocket.internal.types.GenericTypes;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the methods of one interface. For one thread. */
final class RemoteMethodReader {

    /** The types of parameters that are uploaded. Others that can be iterated, such as lists, are values. */
    private static final Set<Class<?>> UPLOADS = Set.of(RpcItems.class, Stream.class, Flow.Publisher.class);

    private final Class<?> type;
    private final GenericTypes generics;
    private final ResultTypes types;
    private final List<DefinitionProblem> problems;

    RemoteMethodReader(Class<?> type, ResultTypes types, List<DefinitionProblem> problems) {
        this.type = type;
        this.generics = GenericTypes.of(type);
        this.types = types;
        this.problems = problems;
    }

    /** Reads a method. Problems are collected; the result must then not be used. */
    RemoteMethod read(Method method) {
        checkParameters(method);
        Type result = generics.resolve(method.getGenericReturnType());
        Form form = form(method.getReturnType());
        Type value = form == Form.VALUE ? result : argument(method, result);
        checkResult(method, value);
        String alias = method.getAnnotation(RpcMethod.class).value();
        return new RemoteMethod(
                alias.isEmpty() ? method.getName() : alias,
                form,
                value,
                method.isAnnotationPresent(Idempotent.class),
                method.isVarArgs(),
                uploads(method));
    }

    private static List<Integer> uploads(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return IntStream.range(0, parameters.length)
                .filter(index -> UPLOADS.contains(parameters[index]))
                .boxed()
                .toList();
    }

    private static Form form(Class<?> result) {
        if (result == CompletionStage.class || result == CompletableFuture.class) {
            return Form.STAGE;
        }
        if (result == RpcItems.class) {
            return Form.ITEMS;
        }
        if (result == Stream.class) {
            return Form.STREAM;
        }
        return result == Flow.Publisher.class ? Form.PUBLISHER : Form.VALUE;
    }

    private void checkParameters(Method method) {
        for (Class<?> parameter : method.getParameterTypes()) {
            if (parameter == ClientConnection.class || parameter == RpcStream.class) {
                problems.add(ClientInterfaceProblems.serverParameter(type, method, parameter));
            }
        }
        if (method.isVarArgs() && method.getParameterTypes()[method.getParameterCount() - 1] == byte[].class) {
            problems.add(ClientInterfaceProblems.variadicBytes(type, method));
        }
        if (method.getTypeParameters().length > 0) {
            problems.add(ClientInterfaceProblems.typeVariables(type, method));
        }
    }

    /** Returns the type of the items or of the future's value; {@code Object} after a problem, to report it once. */
    private Type argument(Method method, Type generic) {
        if (generic instanceof ParameterizedType parameterized) {
            return parameterized.getActualTypeArguments()[0];
        }
        problems.add(ClientInterfaceProblems.rawResult(type, method));
        return Object.class;
    }

    private void checkResult(Method method, Type value) {
        if (method.getTypeParameters().length > 0) {
            return;
        }
        if (value == Optional.class) {
            problems.add(ClientInterfaceProblems.rawResult(type, method));
            return;
        }
        try {
            types.reader(value);
        } catch (IllegalArgumentException e) {
            problems.add(ClientInterfaceProblems.unreadableResult(type, method, e.getMessage()));
        }
    }
}
