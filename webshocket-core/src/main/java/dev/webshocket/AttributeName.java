package dev.webshocket;

import java.util.List;

/** The name of an attribute in an access annotation. */
final class AttributeName {

    private AttributeName() {}

    /**
     * Returns a name as it is.
     *
     * @throws DefinitionException if it is blank
     */
    static String of(String name) {
        if (name.isBlank()) {
            throw new DefinitionException(List.of(new DefinitionProblem(
                    "WEBSHOCKET-0034", "the name is blank; write the name of an attribute of the connection")));
        }
        return name;
    }
}
