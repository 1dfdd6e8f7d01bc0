package dev.webshocket.internal.methods;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.TypeArguments;
import dev.webshocket.internal.types.ValueType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the names and signatures of {@link RpcMethod}s, and reports their mistakes. For one thread. */
public final class MethodReader {

    /** How the names of the protocol's own methods begin. No method in Java has a dot in its name. */
    private static final String RESERVED = "rpc.";

    private final ParameterReader parameterReader;
    private final ResultTypeReader resultTypeReader;
    private final Consumer<DefinitionProblem> problems;

    /**
     * Makes a reader.
     *
     * @param binding makes the readers of parameters
     * @param json reads the default values of parameters
     * @param problems gets each mistake
     */
    public MethodReader(Binding binding, Codec json, Consumer<DefinitionProblem> problems) {
        this.parameterReader = new ParameterReader(binding, json, problems);
        this.resultTypeReader = new ResultTypeReader(binding, problems);
        this.problems = problems;
    }

    /** Returns the name under which a method is exposed; empty if it is invalid. */
    public Optional<String> name(MethodLocation location) {
        String alias = location.method().getAnnotation(RpcMethod.class).value();
        if (alias.isEmpty()) {
            return Optional.of(location.method().getName());
        }
        if (!isVisible(alias)) {
            problems.accept(MethodProblems.alias(location));
            return Optional.empty();
        }
        if (alias.startsWith(RESERVED)) {
            problems.accept(MethodProblems.reserved(location, alias));
            return Optional.empty();
        }
        return Optional.of(alias);
    }

    /** Tells whether a text may be the name of a method. */
    public static boolean isVisible(String name) {
        return !name.isBlank() && name.chars().noneMatch(Character::isISOControl);
    }

    /**
     * Reads what a method takes and answers. Invalid parts are reported and missing.
     *
     * @param typeArguments those of the class that the method is exposed for
     */
    public MethodTypes types(MethodLocation location, TypeArguments typeArguments) {
        Method method = location.method();
        List<Type> types = Arrays.stream(method.getGenericParameterTypes())
                .map(typeArguments::resolve)
                .toList();
        Type result = typeArguments.resolve(method.getGenericReturnType());
        checkVariables(location, Stream.concat(types.stream(), Stream.of(result)));
        List<ParameterModel> parameters = parameterReader.read(location, types);
        boolean emitter = types.stream().anyMatch(t -> Erasure.of(t) == RpcStream.class);
        ResultShape shape = ResultShapeReader.read(location, result, emitter, problems);
        Optional<ValueType> answer = resultTypeReader.read(location, shape, result, parameters);
        return new MethodTypes(parameters, shape, answer);
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
}
