package dev.webshocket.internal.methods;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.TypeArguments;
import dev.webshocket.internal.types.UnbindableTypeException;
import dev.webshocket.internal.types.ValueType;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

/** Reads the types of results and stream items, and reports those that cannot be encoded. */
final class ResultTypeReader {

    private final Binding binding;
    private final Consumer<DefinitionProblem> problems;

    ResultTypeReader(Binding binding, Consumer<DefinitionProblem> problems) {
        this.binding = binding;
        this.problems = problems;
    }

    /** Reads the type of the result or of the items; empty if there is none, or it is invalid. */
    Optional<ValueType> read(MethodLocation location, ResultShape shape, Type result, List<ParameterModel> parameters) {
        Optional<Type> type = type(shape, result, parameters);
        // An unresolved type variable has been reported for the method.
        if (type.isEmpty()
                || TypeArguments.variablesIn(type.get()).findAny().isPresent()
                || isReported(shape, type.get())) {
            return Optional.empty();
        }
        try {
            return Optional.of(binding.checkedWritable(type.get()));
        } catch (UnbindableTypeException e) {
            boolean stream = shape != ResultShape.VALUE && shape != ResultShape.STAGE;
            problems.accept(ResultProblems.unwritable(location, stream, e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Type> type(ResultShape shape, Type result, List<ParameterModel> parameters) {
        Optional<Type> type = switch (shape) {
            case VALUE -> Optional.of(result);
            case STAGE -> Optional.of(argument(result, CompletionStage.class));
            case STREAM -> Optional.of(argument(result, Stream.class));
            case PUBLISHER -> Optional.of(argument(result, Flow.Publisher.class));
            case EMITTER ->
                parameters.stream()
                        .filter(ParameterModel.Emitter.class::isInstance)
                        .map(emitter -> ((ParameterModel.Emitter) emitter).itemType())
                        .findFirst();
        };
        return type.filter(each -> each != void.class && each != Void.class);
    }

    private static Type argument(Type type, Class<?> generic) {
        return TypeArguments.ofType(type).argument(generic, 0);
    }

    /** Tells whether {@link ResultShapeReader} has reported the result. */
    private static boolean isReported(ResultShape shape, Type type) {
        Class<?> raw = Erasure.of(type);
        return shape == ResultShape.VALUE
                && (BaseStream.class.isAssignableFrom(raw)
                        || Future.class.isAssignableFrom(raw)
                        || Iterator.class.isAssignableFrom(raw));
    }
}
