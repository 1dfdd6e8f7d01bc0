package dev.webshocket.internal.types;

import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Optional;

/** Reads the types of one class's properties, with their annotations. */
final class PropertyTypes {

    private final TypeReading types;
    private final TypeArguments arguments;
    private final Class<?> raw;

    PropertyTypes(TypeReading types, Type declaring) {
        this.types = types;
        this.arguments = TypeArguments.ofType(declaring);
        this.raw = Erasure.of(declaring);
    }

    ValueType of(Accessor accessor, AnnotatedElement element) throws UnbindableTypeException {
        Type type = arguments.resolve(Accessor.typeOf(element));
        CustomCode.Found found = accessor::annotation;
        return of(
                accessor.name(),
                type,
                found,
                accessor.annotation(JsonbDateFormat.class, types.side()),
                accessor.annotation(JsonbNumberFormat.class, types.side()));
    }

    /** Reads the type of a constructor's parameter, which also has the annotations of the property of its name. */
    ValueType of(Parameter parameter, String name, Optional<Accessor> accessor) throws UnbindableTypeException {
        CustomCode.OnParameter found = new CustomCode.OnParameter(parameter, accessor);
        return of(
                name,
                arguments.resolve(parameter.getParameterizedType()),
                found,
                found.annotation(JsonbDateFormat.class),
                found.annotation(JsonbNumberFormat.class));
    }

    private ValueType of(
            String name,
            Type type,
            CustomCode.Found found,
            Optional<JsonbDateFormat> date,
            Optional<JsonbNumberFormat> number)
            throws UnbindableTypeException {
        try {
            Optional<ValueType> custom = new CustomCode(types).ofProperty(found, type);
            return custom.isPresent() ? custom.get() : formatted(types.of(type), date, number);
        } catch (UnbindableTypeException e) {
            throw e.inProperty(name, raw);
        }
    }

    private ValueType formatted(ValueType type, Optional<JsonbDateFormat> date, Optional<JsonbNumberFormat> number)
            throws UnbindableTypeException {
        if (type instanceof ValueType.Temporal temporal) {
            Optional<JsonbDateFormat> stated = date.or(() -> Annotations.ofClass(JsonbDateFormat.class, raw));
            return stated.isEmpty()
                    ? type
                    : new ValueType.Temporal(
                            temporal.javaType(),
                            types.rules()
                                    .format(stated.get().value(), stated.get().locale()));
        }
        if (type instanceof ValueType.Scalar scalar && isNumber(scalar)) {
            Optional<JsonbNumberFormat> stated = number.or(() -> Annotations.ofClass(JsonbNumberFormat.class, raw));
            return stated.isEmpty()
                    ? type
                    : new ValueType.FormattedNumber(
                            scalar.javaType(),
                            types.rules()
                                    .format(stated.get().value(), stated.get().locale()));
        }
        if (type instanceof ValueType.Maybe maybe) {
            return new ValueType.Maybe(maybe.javaType(), formatted(maybe.value(), date, number));
        }
        if (type instanceof ValueType.Sequence sequence && (date.isPresent() || number.isPresent())) {
            return new ValueType.Sequence(sequence.javaType(), formatted(sequence.item(), date, number));
        }
        if (type instanceof ValueType.Mapping map && (date.isPresent() || number.isPresent())) {
            return new ValueType.Mapping(map.javaType(), map.key(), formatted(map.value(), date, number));
        }
        if (date.isPresent()) {
            throw new UnbindableTypeException(
                    type.javaType().getTypeName() + " is no date, yet has a @JsonbDateFormat");
        }
        return type;
    }

    private static boolean isNumber(ValueType.Scalar scalar) {
        return scalar.kind() == ValueType.Scalar.Kind.INTEGER || scalar.kind() == ValueType.Scalar.Kind.NUMBER;
    }
}
