package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.internal.types.GenericTypes;

/** Mistakes in what says who may call. */
final class AccessProblems {

    private AccessProblems() {}

    static DefinitionProblem blankName(RulePlace place, FoundAnnotation found) {
        return place.problem(
                "WEBSHOCKET-0034", found, "the name is blank; write the name of an attribute of the connection");
    }

    static DefinitionProblem noAlternative(RulePlace place, FoundAnnotation found) {
        return place.problem(
                "WEBSHOCKET-0035",
                found,
                "it offers no alternative, so that nobody could call; name some rules, or write @DenyAll");
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
