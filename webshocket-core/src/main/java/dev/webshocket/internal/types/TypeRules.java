package dev.webshocket.internal.types;

import dev.webshocket.internal.types.ValueType.Format;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules for types without other annotations: an application's {@link jakarta.json.bind.JsonbConfig}. Immutable; its
 * strategies and code are the application's, and may be called by several threads.
 *
 * @param naming how properties are named on the wire
 * @param anyCase whether the names of members that are read may be in any case
 * @param reversed whether properties are written from the last name to the first
 * @param visibility which fields and methods are properties; null for those that are public
 * @param nullValues whether properties that are null are written
 * @param creatorParameters whether each parameter of a creator must be sent, except optional values
 * @param code adapters, serializers and deserializers
 * @param dates the format of dates and times
 * @param locale the language tag for formats, or {@link jakarta.json.bind.annotation.JsonbDateFormat#DEFAULT_LOCALE}
 * @param binary the form of bytes
 */
public record TypeRules(
        PropertyNamingStrategy naming,
        boolean anyCase,
        boolean reversed,
        PropertyVisibilityStrategy visibility,
        boolean nullValues,
        boolean creatorParameters,
        GivenCode code,
        Format dates,
        String locale,
        BinaryForm binary) {

    /** The rules of an application without a config. */
    public static final TypeRules DEFAULT = new TypeRules(
            name -> name,
            false,
            false,
            null,
            false,
            false,
            GivenCode.NONE,
            Format.DEFAULT,
            Format.DEFAULT.locale(),
            BinaryForm.NATIVE);

    /** Names a property that has no annotation. */
    String wireName(String javaName, Class<?> declaring) throws UnbindableTypeException {
        String named;
        try {
            named = naming.translateName(javaName);
        } catch (RuntimeException e) {
            throw unnamed(javaName, declaring, " throws " + e);
        }
        if (named == null || named.isEmpty()) {
            throw unnamed(javaName, declaring, " gives no name");
        }
        return named;
    }

    private UnbindableTypeException unnamed(String javaName, Class<?> declaring, String why) {
        return new UnbindableTypeException("the PropertyNamingStrategy "
                + naming.getClass().getName() + why + " for \"" + javaName + "\" of " + declaring.getTypeName());
    }

    /** Creates a set of names, which compares them as the names of sent members. */
    public Set<String> names(Collection<String> names) {
        Set<String> set = anyCase ? new TreeSet<>(String.CASE_INSENSITIVE_ORDER) : new HashSet<>();
        set.addAll(names);
        return set;
    }

    boolean isSame(String name, String other) {
        return anyCase ? name.equalsIgnoreCase(other) : name.equals(other);
    }

    /** Makes the format that an annotation states. */
    Format format(String pattern, String stated) {
        return new Format(pattern, stated.equals(Format.DEFAULT.locale()) ? locale : stated);
    }
}
