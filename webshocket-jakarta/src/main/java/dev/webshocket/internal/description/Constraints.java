package dev.webshocket.internal.description;

import dev.webshocket.internal.types.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The constraints of Jakarta Validation as keywords of schemas. A constraint that has no such keyword is not described, nor is one of
 * a value whose form on the wire is another than its own, as with an adapter.
 */
final class Constraints {

    private static final Set<String> REQUIRING = Set.of("NotNull", "NotBlank", "NotEmpty");

    /** What Java's patterns have and those of JSON Schema do not, or read differently. */
    private static final Pattern JAVA_ONLY =
            Pattern.compile("\\(\\?[^:=!]|[*+?}]\\+|\\\\[pPQEAzZGhHRXN]|&&|\\[[^\\]]*\\[");

    private Constraints() {}

    /** Tells whether a value must be there and must not be null. */
    static boolean require(Place place) {
        return Constraint.among(place.annotations()).stream()
                .anyMatch(constraint -> REQUIRING.contains(constraint.name()));
    }

    /** Returns the keywords for a value in its place. */
    static Map<String, Object> of(ValueType model, Place place) {
        Keywords keywords = new Keywords();
        for (Constraint constraint : Constraint.among(place.annotations())) {
            if (model instanceof ValueType.Sequence) {
                size(constraint, "Items", keywords);
            } else if (model instanceof ValueType.Mapping) {
                size(constraint, "Properties", keywords);
            } else if (model instanceof ValueType.Scalar scalar) {
                scalar(constraint, scalar, keywords);
            }
        }
        return keywords.all();
    }

    private static void scalar(Constraint constraint, ValueType.Scalar scalar, Keywords keywords) {
        switch (scalar.kind()) {
            case STRING -> {
                size(constraint, "Length", keywords);
                text(constraint, keywords);
            }
            case INTEGER, NUMBER -> range(constraint, keywords);
            case BOOLEAN -> {
                switch (constraint.name()) {
                    case "AssertTrue" -> keywords.add("const", true);
                    case "AssertFalse" -> keywords.add("const", false);
                    default -> {}
                }
            }
            // The size of bytes is not that of their base64.
            case CHARACTER, BINARY -> {}
        }
    }

    private static void size(Constraint constraint, String what, Keywords keywords) {
        switch (constraint.name()) {
            case "Size" -> {
                if (constraint.number("min") > 0) {
                    keywords.atLeast("min" + what, BigDecimal.valueOf(constraint.number("min")));
                }
                if (constraint.number("max") < Integer.MAX_VALUE) {
                    keywords.atMost("max" + what, BigDecimal.valueOf(constraint.number("max")));
                }
            }
            case "NotEmpty", "NotBlank" -> keywords.atLeast("min" + what, BigDecimal.ONE);
            default -> {}
        }
    }

    private static void text(Constraint constraint, Keywords keywords) {
        switch (constraint.name()) {
            case "NotBlank" -> keywords.pattern("\\S");
            case "Email" -> keywords.add("format", "email");
            case "Pattern" -> {
                String regexp = constraint.text("regexp");
                if (constraint.isEmpty("flags") && !JAVA_ONLY.matcher(regexp).find()) {
                    keywords.pattern("^(?:" + regexp + ")$");
                }
            }
            default -> {}
        }
    }

    private static void range(Constraint constraint, Keywords keywords) {
        switch (constraint.name()) {
            case "Min" -> keywords.atLeast("minimum", BigDecimal.valueOf(constraint.number("value")));
            case "Max" -> keywords.atMost("maximum", BigDecimal.valueOf(constraint.number("value")));
            case "DecimalMin" ->
                keywords.atLeast(
                        constraint.isTrue("inclusive") ? "minimum" : "exclusiveMinimum",
                        new BigDecimal(constraint.text("value")));
            case "DecimalMax" ->
                keywords.atMost(
                        constraint.isTrue("inclusive") ? "maximum" : "exclusiveMaximum",
                        new BigDecimal(constraint.text("value")));
            case "Positive" -> keywords.atLeast("exclusiveMinimum", BigDecimal.ZERO);
            case "PositiveOrZero" -> keywords.atLeast("minimum", BigDecimal.ZERO);
            case "Negative" -> keywords.atMost("exclusiveMaximum", BigDecimal.ZERO);
            case "NegativeOrZero" -> keywords.atMost("maximum", BigDecimal.ZERO);
            default -> {}
        }
    }

    /** Collects keywords; of several bounds, the strictest holds. */
    private static final class Keywords {

        private final Map<String, Object> all = new LinkedHashMap<>();
        private final List<String> patterns = new ArrayList<>();

        void add(String keyword, Object value) {
            all.put(keyword, value);
        }

        void atLeast(String keyword, BigDecimal bound) {
            all.merge(keyword, bound, (one, other) -> ((BigDecimal) one).max((BigDecimal) other));
        }

        void atMost(String keyword, BigDecimal bound) {
            all.merge(keyword, bound, (one, other) -> ((BigDecimal) one).min((BigDecimal) other));
        }

        void pattern(String pattern) {
            patterns.add(pattern);
        }

        Map<String, Object> all() {
            if (patterns.size() == 1) {
                all.put("pattern", patterns.get(0));
            } else if (!patterns.isEmpty()) {
                all.put(
                        "allOf",
                        patterns.stream()
                                .map(pattern -> Map.of("pattern", pattern))
                                .toList());
            }
            return all;
        }
    }
}
