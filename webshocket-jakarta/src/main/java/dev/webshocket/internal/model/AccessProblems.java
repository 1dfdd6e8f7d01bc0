package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.types.GenericTypes;
import java.lang.annotation.Annotation;

/** The problems of access annotations. */
final class AccessProblems {

    private AccessProblems() {}

    static DefinitionProblem noRule(RuleLocation location, FoundAnnotation found, Class<? extends Annotation> member) {
        return location.problem(
                "WEBSHOCKET-0068",
                found,
                "it combines rules, but its member @" + GenericTypes.nameOf(member)
                        + " is not a rule; add @AccessRule to that annotation, or remove the member");
    }

    static DefinitionProblem otherAnnotation(
            RuleLocation location, FoundAnnotation found, Annotation annotation, Class<?> check, Class<?> checked) {
        return location.problem(
                "WEBSHOCKET-0067",
                found,
                "the @AccessRule on " + GenericTypes.nameOf(annotation.annotationType()) + " names "
                        + GenericTypes.nameOf(check)
                        + ", which checks @" + GenericTypes.nameOf(checked)
                        + "; name an AccessCheck of this annotation, or of Annotation");
    }

    static DefinitionProblem wrongValues(RuleLocation location, FoundAnnotation found, Class<?> check, String why) {
        String text = String.valueOf(why);
        return location.problem(
                "WEBSHOCKET-0066",
                found,
                text + (text.contains("; ") ? "" : "; write values that " + GenericTypes.nameOf(check) + " accepts"));
    }

    static DefinitionProblem ruleCannotBeCreated(
            RuleLocation location, FoundAnnotation found, Class<?> rule, String why) {
        return location.problem(
                "WEBSHOCKET-0036", found, "the rule " + GenericTypes.nameOf(rule) + " cannot be created: " + why);
    }

    static DefinitionProblem contradiction(RuleLocation location, FoundAnnotation found, String annotations) {
        return location.problem(
                "WEBSHOCKET-0037",
                found,
                annotations + " contradict each other; keep one (class and method may have different ones)");
    }

    static DefinitionProblem noRole(RuleLocation location, FoundAnnotation found) {
        return location.problem(
                "WEBSHOCKET-0038", found, "a role is missing or blank; name the roles, or write @DenyAll for nobody");
    }

    static DefinitionProblem appliesToNoCall(RuleLocation location, FoundAnnotation found) {
        return location.problem(
                "WEBSHOCKET-0039",
                found,
                "it applies to the calls of an @RpcMethod, but there is none, so that it would protect nothing;"
                        + " add @RpcMethod, or remove the annotation and check in the method itself");
    }
}
