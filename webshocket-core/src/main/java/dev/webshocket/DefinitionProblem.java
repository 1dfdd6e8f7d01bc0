package dev.webshocket;

/**
 * One mistake in the definition of a handler.
 *
 * @param code the stable code, {@code WEBSHOCKET-0001} to {@code WEBSHOCKET-0099} for definitions and {@code
 *     WEBSHOCKET-0100} to {@code WEBSHOCKET-0199} for deployment
 * @param message where the mistake is, which rule it breaks, and how to fix it; without the code
 */
public record DefinitionProblem(String code, String message) {

    @Override
    public String toString() {
        return code + ": " + message;
    }
}
