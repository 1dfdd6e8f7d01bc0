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

/** Reads the access rules on an element: the annotations that have an {@link AccessRule}. */
final class AccessReader {

    private static final Predicate<ClientConnection> DENY = connection -> false;

    private final RuleBook book;
    private final Consumer<DefinitionProblem> problems;

    AccessReader(RuleBook book, Consumer<DefinitionProblem> problems) {
        this.book = book;
        this.problems = problems;
    }

    /** Tells whether an annotation is an access rule. */
    static boolean isRule(Annotation annotation) {
        return annotation.annotationType().isAnnotationPresent(AccessRule.class);
    }

    /** Makes one predicate of several, which is asked for each call. */
    static Predicate<ClientConnection> allOf(List<Predicate<ClientConnection>> rules) {
        Predicate<ClientConnection> all = rules.isEmpty() ? connection -> true : rules.get(0);
        for (Predicate<ClientConnection> rule : rules.subList(Math.min(1, rules.size()), rules.size())) {
            all = all.and(rule);
        }
        return all;
    }

    /** Reads the rules, all of which must hold. */
    List<Predicate<ClientConnection>> read(List<FoundAnnotation> annotations, RulePlace place) {
        return annotations.stream()
                .filter(found -> isRule(found.annotation()))
                .map(found -> new Found(found, place).predicate(found.annotation()))
                .toList();
    }

    /** One annotation that was found, and the rules that it is made of. */
    private final class Found implements AccessRules {

        private final FoundAnnotation found;
        private final RulePlace place;

        Found(FoundAnnotation found, RulePlace place) {
            this.found = found;
            this.place = place;
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
                problems.accept(AccessProblems.noRule(place, found, annotation.annotationType()));
                return DENY;
            }
            return allOf(rules.stream().map(this::predicate).toList());
        }

        @Override
        public Predicate<ClientConnection> of(Class<? extends Rule> type) {
            return Objects.requireNonNullElse(made(type, book.rule(type)), DENY);
        }

        /** Returns null where there is none, and reports why if that is a mistake. */
        private <T> T made(Class<?> type, RuleBook.Made<T> made) {
            if (made.fault() != null) {
                problems.accept(AccessProblems.ruleCannotBeMade(place, found, type, made.fault()));
            }
            return made.result();
        }

        Predicate<ClientConnection> predicate(Annotation annotation) {
            Class<? extends AccessCheck<?>> type =
                    annotation.annotationType().getAnnotation(AccessRule.class).value();
            Class<?> checked = Erasure.of(TypeArguments.of(type).argument(AccessCheck.class, 0));
            if (!checked.isInstance(annotation)) {
                problems.accept(AccessProblems.otherAnnotation(place, found, annotation, type, checked));
                return DENY;
            }
            AccessCheck<?> check = made(type, book.check(type));
            return check == null ? DENY : ask(type, check, annotation);
        }

        @SuppressWarnings("unchecked")
        private Predicate<ClientConnection> ask(Class<?> type, AccessCheck<?> check, Annotation annotation) {
            try {
                Predicate<ClientConnection> predicate = ((AccessCheck<Annotation>) check).predicate(annotation, this);
                if (predicate != null) {
                    return predicate;
                }
                made(type, RuleBook.Made.faulty("its predicate() returns null; return a predicate"));
            } catch (DefinitionException e) {
                e.problems().forEach(each -> problems.accept(place.problem(each.code(), found, each.message())));
            } catch (IllegalArgumentException e) {
                problems.accept(AccessProblems.wrongValues(place, found, type, e.getMessage()));
            } catch (Exception e) {
                made(type, RuleBook.Made.failed(e));
            }
            return DENY;
        }
    }
}
