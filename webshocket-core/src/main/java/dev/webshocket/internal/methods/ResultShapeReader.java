package dev.webshocket.internal.methods;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.types.Erasure;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

/** Finds from a method's signature how its calls are answered. */
final class ResultShapeReader {

    private ResultShapeReader() {}

    static ResultShape read(
            MethodLocation location, Type result, boolean emitter, Consumer<DefinitionProblem> problems) {
        Class<?> type = Erasure.of(result);
        if (emitter) {
            if (type != void.class) {
                problems.accept(ResultProblems.streamParameterAndResult(location, result));
            }
            return ResultShape.EMITTER;
        }
        if (CompletionStage.class.isAssignableFrom(type)) {
            return ResultShape.STAGE;
        }
        if (Stream.class.isAssignableFrom(type)) {
            return ResultShape.STREAM;
        }
        if (Flow.Publisher.class.isAssignableFrom(type)) {
            return ResultShape.PUBLISHER;
        }
        if (BaseStream.class.isAssignableFrom(type)) {
            problems.accept(ResultProblems.primitiveStream(location, result));
        } else if (Future.class.isAssignableFrom(type)) {
            problems.accept(ResultProblems.future(location, result));
        } else if (Iterator.class.isAssignableFrom(type)) {
            problems.accept(ResultProblems.iterator(location, result));
        }
        return ResultShape.VALUE;
    }
}
