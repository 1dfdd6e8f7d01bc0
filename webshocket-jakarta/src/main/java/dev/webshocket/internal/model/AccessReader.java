package dev.webshocket.internal.model;

import dev.webshocket.AccessCheck;
import dev.webshocket.AccessRule;
import dev.webshocket.AccessRules;
import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.Rule;
import dev.webshocket.internal.types.Erasure;
import dev.webshocket.internal.types.TypeArguments;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the access rules of an element: its annotations that are marked with {@link AccessRule}. */
final class AccessReader {

    private static final Predicate<ClientConnection> DENY = connection -> false;

    private final RuleCache ruleCache;
    private final Consumer<DefinitionProblem> problems;

    AccessReader(RuleCache ruleCache, Consumer<DefinitionProblem> problems) {
        this.ruleCache = ruleCache;
        this.problems = problems;
    }

    /** Tells whether an annotation is an access rule. */
    static boolean isRule(Annotation annotation) {
        return annotation.annotationType().isAnnotationPresent(AccessRule.class);
    }

    /** Combines predicates into one that holds if all of them do. */
    static Predicate<ClientConnection> allOf(List<Predicate<ClientConnection>> rules) {
        Predicate<ClientConnection> all = rules.isEmpty() ? connection -> true : rules.get(0);
        for (Predicate<ClientConnection> rule : rules.subList(Math.min(1, rules.size()), rules.size())) {
            all = all.and(rule);
        }
        return all;
    }

    /** Returns the predicates of the rules, all of which must hold. */
    List<Predicate<ClientConnection>> read(List<FoundAnnotation> annotations, RuleLocation location) {
        return annotations.stream()
                .filter(found -> isRule(found.annotation()))
                .map(found -> new PredicateFactory(found, location).predicate(found.annotation()))
                .toList();
    }

    /** Makes the predicate of one annotation from the rules that it consists of. */
    private final class PredicateFactory implements AccessRules {

        private final FoundAnnotation found;
        private final RuleLocation location;

        PredicateFactory(FoundAnnotation found, RuleLocation location) {
            this.found = found;
            this.location = location;
        }

        @Override
        public Predicate<ClientConnection> of(Annotation annotation) {
            List<Annotation> rules = Stream.concat(
                            Stream.of(annotation),
                            FoundAnnotation.on(annotation.annotationType()).stream()
                                    .map(FoundAnnotation::annotation))
                    .filter(AccessReader::isRule)
                    .toList();
            if (rules.isEmpty()) {
                problems.accept(AccessProblems.noRule(location, found, annotation.annotationType()));
                return DENY;
            }
            return allOf(rules.stream().map(this::predicate).toList());
        }

        @Override
        public Predicate<ClientConnection> of(Class<? extends Rule> type) {
            return Objects.requireNonNullElse(resultOf(type, ruleCache.rule(type)), DENY);
        }

        /** Returns the rule or check, or null if it could not be created; reports the reason if that is a mistake. */
        private <T> T resultOf(Class<?> type, RuleCache.Created<T> created) {
            if (created.fault() != null) {
                problems.accept(AccessProblems.ruleCannotBeCreated(location, found, type, created.fault()));
            }
            return created.result();
        }

        Predicate<ClientConnection> predicate(Annotation annotation) {
            Class<? extends AccessCheck<?>> type =
                    annotation.annotationType().getAnnotation(AccessRule.class).value();
            Class<?> checked = Erasure.of(TypeArguments.of(type).argument(AccessCheck.class, 0));
            if (!checked.isInstance(annotation)) {
                problems.accept(AccessProblems.otherAnnotation(location, found, annotation, type, checked));
                return DENY;
            }
            AccessCheck<?> check = resultOf(type, ruleCache.check(type));
            return check == null ? DENY : predicateOf(type, check, annotation);
        }

        @SuppressWarnings("unchecked")
        private Predicate<ClientConnection> predicateOf(Class<?> type, AccessCheck<?> check, Annotation annotation) {
            try {
                Predicate<ClientConnection> predicate = ((AccessCheck<Annotation>) check).predicate(annotation, this);
                if (predicate != null) {
                    return predicate;
                }
                resultOf(type, RuleCache.Created.faulty("its predicate() returns null; return a predicate"));
            } catch (DefinitionException e) {
                e.problems().forEach(each -> problems.accept(location.problem(each.code(), found, each.message())));
            } catch (IllegalArgumentException e) {
                problems.accept(AccessProblems.wrongValues(location, found, type, e.getMessage()));
            } catch (Exception e) {
                resultOf(type, RuleCache.Created.failed(e));
            }
            return DENY;
        }
    }
}
