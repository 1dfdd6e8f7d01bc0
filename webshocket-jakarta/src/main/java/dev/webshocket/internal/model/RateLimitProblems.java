package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;

/** Mistakes in a {@link dev.webshocket.RateLimit}. */
final class RateLimitProblems {

    private RateLimitProblems() {}

    static DefinitionProblem noDuration(RulePlace place, FoundAnnotation found, String period) {
        return place.problem(
                "WEBSHOCKET-0007",
                found,
                "period \"" + period + "\" is no duration; write a number and ms, s, m, h or d, such as \"30s\"");
    }

    static DefinitionProblem periodOutOfRange(RulePlace place, FoundAnnotation found, String period) {
        return place.problem(
                "WEBSHOCKET-0030",
                found,
                "period \"" + period + "\" is out of range; write more than zero and at most \"365d\"");
    }

    static DefinitionProblem limitOutOfRange(RulePlace place, FoundAnnotation found, int limit) {
        return place.problem(
                "WEBSHOCKET-0031",
                found,
                "limit " + limit + " is out of range; write at least 1, and at most one for each nanosecond of the"
                        + " period (to let nobody call, write @DenyAll)");
    }

    static DefinitionProblem several(RulePlace place, FoundAnnotation found) {
        return place.problem(
                "WEBSHOCKET-0032",
                found,
                "there is more than one, with those of its other annotations, and only one could count; leave one");
    }

    static DefinitionProblem sharedByOne(RulePlace place, FoundAnnotation found) {
        return place.problem(
                "WEBSHOCKET-0033",
                found,
                "a limit of one method has nothing to be shared with; write it on the class, or leave out \"shared\"");
    }
}
