package dev.webshocket.internal.types;

import jakarta.json.bind.config.PropertyNamingStrategy;
import java.util.Map;

/** The naming strategies with a name in JSON-B 3.0, section 4.1.3. */
final class PropertyNames {

    static final Map<String, PropertyNamingStrategy> BY_NAME = Map.of(
            PropertyNamingStrategy.IDENTITY, name -> name,
            PropertyNamingStrategy.CASE_INSENSITIVE, name -> name,
            PropertyNamingStrategy.LOWER_CASE_WITH_DASHES, name -> lower(split(name, '-')),
            PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES, name -> lower(split(name, '_')),
            PropertyNamingStrategy.UPPER_CAMEL_CASE, PropertyNames::capitalised,
            PropertyNamingStrategy.UPPER_CAMEL_CASE_WITH_SPACES, name -> split(capitalised(name), ' '));

    private PropertyNames() {}

    /** Inserts a delimiter between a lower-case and an upper-case letter. */
    private static String split(String name, char delimiter) {
        StringBuilder split = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (i > 0 && Character.isUpperCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i - 1))) {
                split.append(delimiter);
            }
            split.append(name.charAt(i));
        }
        return split.toString();
    }

    private static String lower(String name) {
        StringBuilder lower = new StringBuilder();
        name.chars().map(Character::toLowerCase).forEach(c -> lower.append((char) c));
        return lower.toString();
    }

    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
