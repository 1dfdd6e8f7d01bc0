package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.types.GenericTypes;
import java.lang.annotation.Annotation;

/** Mistakes in what says who may call. */
final class AccessProblems {

    private AccessProblems() {}

    static DefinitionProblem noRule(RulePlace place, FoundAnnotation found, Class<? extends Annotation> member) {
        return place.problem(
                "WEBSHOCKET-0068",
                found,
                "it combines rules, and its member @" + GenericTypes.nameOf(member)
                        + " is none; write @AccessRule on that annotation, or leave it out");
    }

    static DefinitionProblem otherAnnotation(
            RulePlace place, FoundAnnotation found, Annotation annotation, Class<?> check, Class<?> checked) {
        return place.problem(
                "WEBSHOCKET-0067",
                found,
                "the @AccessRule on " + GenericTypes.nameOf(annotation.annotationType()) + " names "
                        + GenericTypes.nameOf(check)
                        + ", which checks @" + GenericTypes.nameOf(checked)
                        + "; name a check of this annotation, or one of Annotation");
    }

    static DefinitionProblem wrongValues(RulePlace place, FoundAnnotation found, Class<?> check, String why) {
        String text = String.valueOf(why);
        return place.problem(
                "WEBSHOCKET-0066",
                found,
                text + (text.contains("; ") ? "" : "; write values that " + GenericTypes.nameOf(check) + " takes"));
    }

    static DefinitionProblem ruleCannotBeMade(RulePlace place, FoundAnnotation found, Class<?> rule, String why) {
        return place.problem(
                "WEBSHOCKET-0036", found, "the rule " + GenericTypes.nameOf(rule) + " cannot be made: " + why);
    }

    static DefinitionProblem contradiction(RulePlace place, FoundAnnotation found, String annotations) {
        return place.problem(
                "WEBSHOCKET-0037",
                found,
                annotations + " contradict each other; leave one (they may differ between class and method)");
    }

    static DefinitionProblem noRole(RulePlace place, FoundAnnotation found) {
        return place.problem(
                "WEBSHOCKET-0038", found, "a role is missing or blank; name the roles, or write @DenyAll for nobody");
    }

    static DefinitionProblem rulesNoCall(RulePlace place, FoundAnnotation found) {
        return place.problem(
                "WEBSHOCKET-0039",
                found,
                "it rules the calls of an @RpcMethod, and there is none, so that it would protect nothing;"
                        + " add @RpcMethod, or check in the method itself and leave the annotation out");
    }
}
