package dev.webshocket.internal.model;

import dev.webshocket.DefinitionProblem;
import dev.webshocket.RateLimit;
import dev.webshocket.spi.extension.RateLimitRate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@link RateLimit} of an element. */
final class RateLimitReader {

    private static final Pattern PERIOD = Pattern.compile("(\\d{1,15})(ms|s|m|h|d)");
    private static final Duration MAX_PERIOD = Duration.ofDays(365);

    private final Consumer<DefinitionProblem> problems;

    RateLimitReader(Consumer<DefinitionProblem> problems) {
        this.problems = problems;
    }

    /**
     * Reads the limit.
     *
     * @param type the annotated class; empty for a method
     * @return the limit; empty if there is none or it is invalid
     */
    Optional<DeclaredLimit> read(List<FoundAnnotation> annotations, RuleLocation location, Optional<Class<?>> type) {
        List<FoundAnnotation> limits = annotations.stream()
                .filter(found -> found.annotation() instanceof RateLimit)
                .toList();
        if (limits.isEmpty()) {
            return Optional.empty();
        }
        FoundAnnotation found = limits.get(0);
        RateLimit limit = (RateLimit) found.annotation();
        if (limits.stream().map(FoundAnnotation::annotation).distinct().count() > 1) {
            problems.accept(RateLimitProblems.several(location, found));
        }
        if (limit.shared() && type.isEmpty()) {
            problems.accept(RateLimitProblems.sharedByOne(location, found));
        }
        return period(limit, found, location)
                .filter(period -> isLimit(limit.limit(), period, found, location))
                .map(period -> new DeclaredLimit(limit, new RateLimitRate(limit.limit(), period), type));
    }

    private Optional<Duration> period(RateLimit limit, FoundAnnotation found, RuleLocation location) {
        Matcher matcher = PERIOD.matcher(limit.period());
        if (!matcher.matches()) {
            problems.accept(RateLimitProblems.noDuration(location, found, limit.period()));
            return Optional.empty();
        }
        Duration period = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
        if (period.isZero() || period.compareTo(MAX_PERIOD) > 0) {
            problems.accept(RateLimitProblems.periodOutOfRange(location, found, limit.period()));
            return Optional.empty();
        }
        return Optional.of(period);
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            // The bound keeps the seconds from overflowing; it is far above the longest period.
            default -> Duration.ofDays(Math.min(number, Integer.MAX_VALUE));
        };
    }

    private boolean isLimit(int limit, Duration period, FoundAnnotation found, RuleLocation location) {
        // The buckets cannot count more than one call a nanosecond.
        if (limit >= 1 && limit <= period.toNanos()) {
            return true;
        }
        problems.accept(RateLimitProblems.limitOutOfRange(location, found, limit));
        return false;
    }
}
