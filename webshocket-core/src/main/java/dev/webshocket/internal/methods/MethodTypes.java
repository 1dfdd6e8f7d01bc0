package dev.webshocket.internal.methods;

import dev.webshocket.internal.types.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * What a method takes and how its calls are answered. Immutable.
 *
 * @param parameters the parameters, in the order of the method's
 * @param uploads how many of them receive streams that callers upload
 * @param shape how the call is answered
 * @param answer the type of the result or of each item; empty if it is always null
 */
public record MethodTypes(List<ParameterModel> parameters, int uploads, ResultShape shape, Optional<ValueType> answer) {

    /** Makes the types of a method from its parameters and its result. */
    public MethodTypes(List<ParameterModel> parameters, ResultShape shape, Optional<ValueType> answer) {
        this(parameters, uploads(parameters), shape, answer);
    }

    private static int uploads(List<ParameterModel> parameters) {
        return (int) parameters.stream()
                .filter(ParameterModel.Upload.class::isInstance)
                .count();
    }
}
