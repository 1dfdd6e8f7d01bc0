package dev.webshocket.internal.types;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Optional;

/** The field, getter and setter of one property of a class, as JSON-B 3.0, section 3.7 finds them. For one thread. */
final class Accessor {

    private static final int NEVER = Modifier.STATIC | Modifier.TRANSIENT;

    private final String name;
    private String defaultName;
    private Class<?> declaring;
    private PropertyVisibilityStrategy visibility;
    private Field field;
    private Method getter;
    private Method setter;

    Accessor(String name) {
        this.name = name;
        this.defaultName = name;
    }

    /** Sets its name on the wire if no annotation names it. */
    void namedByDefault(String wireName) {
        defaultName = wireName;
    }

    String defaultName() {
        return defaultName;
    }

    /** Sets the class that it was last found in, and which members of that class are visible. */
    void seenIn(Class<?> type, PropertyVisibilityStrategy visible) {
        declaring = type;
        visibility = visible;
    }

    void field(Field found) {
        field = found;
    }

    void getter(Method found) {
        getter = found;
    }

    /** Adds a setter; of several, the one whose parameter has the property's type counts. */
    void setter(Method found) {
        if (setter == null || setter.getDeclaringClass() != found.getDeclaringClass() || isOwnType(found)) {
            setter = found;
        } else if (!isOwnType(setter) && typeName(found).compareTo(typeName(setter)) < 0) {
            setter = found;
        }
    }

    private static String typeName(Method setter) {
        return setter.getParameterTypes()[0].getName();
    }

    private boolean isOwnType(Method found) {
        Class<?> type = found.getParameterTypes()[0];
        return getter != null ? type == getter.getReturnType() : field != null && type == field.getType();
    }

    boolean hasGetter() {
        return getter != null;
    }

    boolean hasSetter() {
        return setter != null;
    }

    String name() {
        return name;
    }

    Class<?> declaring() {
        return declaring;
    }

    /** The setter or field through which the property is read; empty if it cannot be read. */
    Optional<AnnotatedElement> into() {
        boolean fixed = field != null && (field.getModifiers() & (NEVER | Modifier.FINAL)) != 0;
        return fixed || isTransient(setter) ? Optional.empty() : visible(setter);
    }

    /** The getter or field from which the property is written; empty if it cannot be written. */
    Optional<AnnotatedElement> outOf() {
        boolean fixed = field != null && (field.getModifiers() & NEVER) != 0;
        return fixed || isTransient(getter) ? Optional.empty() : visible(getter);
    }

    private Optional<AnnotatedElement> visible(Method method) {
        if (method != null && isVisible(method)) {
            return Optional.of(method);
        }
        return field != null && isFieldVisible(method) ? Optional.of(field) : Optional.empty();
    }

    private boolean isVisible(Method method) {
        return visibility == null ? Modifier.isPublic(method.getModifiers()) : visibility.isVisible(method);
    }

    private boolean isFieldVisible(Method method) {
        // A method that is not public hides its field, as JSON-B says.
        return visibility == null
                ? method == null && Modifier.isPublic(field.getModifiers())
                : visibility.isVisible(field);
    }

    private boolean isTransient(Method method) {
        return Annotations.find(JsonbTransient.class, method, field).isPresent();
    }

    /** Whether the property is transient for both sides. */
    boolean isHidden() {
        return Annotations.find(JsonbTransient.class, field).isPresent()
                || (isTransient(getter) && (setter == null || isTransient(setter)));
    }

    /** Its Java type, as declared by an element. */
    static Type typeOf(AnnotatedElement element) {
        if (element instanceof Method method) {
            return method.getParameterCount() == 0
                    ? method.getGenericReturnType()
                    : method.getGenericParameterTypes()[0];
        }
        return ((Field) element).getGenericType();
    }

    /** Its name on the wire, on one side. */
    String wireName(Side side) {
        return Annotations.find(JsonbProperty.class, methodOf(side))
                .map(JsonbProperty::value)
                .filter(value -> !value.isEmpty())
                .or(() -> Annotations.find(JsonbProperty.class, field)
                        .map(JsonbProperty::value)
                        .filter(value -> !value.isEmpty()))
                .orElse(defaultName);
    }

    /** Finds an annotation that applies to both sides. */
    <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return Annotations.find(type, field, getter, setter);
    }

    /** Finds an annotation that may differ by side: the method's counts before the field's. */
    <A extends Annotation> Optional<A> annotation(Class<A> type, Side side) {
        return Annotations.find(type, methodOf(side), field);
    }

    private Method methodOf(Side side) {
        return side == Side.READ ? setter : getter;
    }
}
