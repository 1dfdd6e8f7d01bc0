package dev.webshocket;

import java.util.List;

/** Checks the attribute names in access annotations. */
final class AttributeName {

    private AttributeName() {}

    /**
     * Returns the name unchanged.
     *
     * @throws DefinitionException if it is blank
     */
    static String of(String name) {
        if (name.isBlank()) {
            throw new DefinitionException(List.of(new DefinitionProblem(
                    "WEBSHOCKET-0034", "the name is blank; write the name of a connection's attribute")));
        }
        return name;
    }
}
