package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;

/** The problems of {@link dev.webshocket.RateLimit}. */
final class RateLimitProblems {

    private RateLimitProblems() {}

    static DefinitionProblem noDuration(RuleLocation location, FoundAnnotation found, String period) {
        return location.problem(
                "WEBSHOCKET-0007",
                found,
                "period \"" + period + "\" is not a duration; write a number and ms, s, m, h or d, such as \"30s\"");
    }

    static DefinitionProblem periodOutOfRange(RuleLocation location, FoundAnnotation found, String period) {
        return location.problem(
                "WEBSHOCKET-0030",
                found,
                "period \"" + period + "\" is out of range; write more than zero and at most \"365d\"");
    }

    static DefinitionProblem limitOutOfRange(RuleLocation location, FoundAnnotation found, int limit) {
        return location.problem(
                "WEBSHOCKET-0031",
                found,
                "limit " + limit + " is out of range; write at least 1, and at most one for each nanosecond of the"
                        + " period (to deny everybody, write @DenyAll)");
    }

    static DefinitionProblem several(RuleLocation location, FoundAnnotation found) {
        return location.problem(
                "WEBSHOCKET-0032",
                found,
                "there is more than one, meta-annotations included, but only one can apply; keep one");
    }

    static DefinitionProblem sharedByOne(RuleLocation location, FoundAnnotation found) {
        return location.problem(
                "WEBSHOCKET-0033",
                found,
                "a limit on a method cannot be shared; move it to the class, or remove \"shared\"");
    }
}
