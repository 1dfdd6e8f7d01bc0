package dev.webshocket.internal.model;

import dev.webshocket.AnyOf;
import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.Has;
import dev.webshocket.Is;
import dev.webshocket.IsEqual;
import dev.webshocket.Predicates;
import dev.webshocket.Requires;
import dev.webshocket.Rule;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads the access rules on an element. */
final class AccessReader {

    static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(Is.class, Has.class, IsEqual.class, AnyOf.class, Requires.class);

    private static final Predicate<ClientConnection> DENY = connection -> false;

    private final RuleBook book;
    private final Consumer<DefinitionProblem> problems;

    AccessReader(RuleBook book, Consumer<DefinitionProblem> problems) {
        this.book = book;
        this.problems = problems;
    }

    /** Reads the rules, all of which must hold. */
    List<Predicate<ClientConnection>> read(List<FoundAnnotation> annotations, RulePlace place) {
        return annotations.stream()
                .filter(found -> found.isOneOf(ANNOTATIONS))
                .map(found -> new OneRule(found, place).predicate())
                .toList();
    }

    /** The predicate of one annotation. */
    private final class OneRule {

        private final FoundAnnotation found;
        private final RulePlace place;

        OneRule(FoundAnnotation found, RulePlace place) {
            this.found = found;
            this.place = place;
        }

        Predicate<ClientConnection> predicate() {
            Annotation annotation = found.annotation();
            if (annotation instanceof AnyOf anyOf) {
                return anyOf(anyOf);
            }
            return annotation instanceof Requires requires ? rule(requires.value()) : ofAttribute(annotation);
        }

        private Predicate<ClientConnection> anyOf(AnyOf anyOf) {
            List<Predicate<ClientConnection>> alternatives = new ArrayList<>();
            for (Annotation[] annotations : new Annotation[][] {anyOf.is(), anyOf.has(), anyOf.isEqual()}) {
                for (Annotation annotation : annotations) {
                    alternatives.add(ofAttribute(annotation));
                }
            }
            for (Class<? extends Rule> type : anyOf.requires()) {
                alternatives.add(rule(type));
            }
            if (alternatives.isEmpty()) {
                problems.accept(AccessProblems.noAlternative(place, found));
            }
            return connection -> alternatives.stream().anyMatch(each -> each.test(connection));
        }

        private Predicate<ClientConnection> rule(Class<? extends Rule> type) {
            RuleBook.Entry entry = book.entry(type);
            entry.fault().ifPresent(why -> problems.accept(AccessProblems.ruleCannotBeMade(place, found, type, why)));
            return entry.predicate();
        }

        private Predicate<ClientConnection> ofAttribute(Annotation annotation) {
            if (annotation instanceof Is is) {
                return isNamed(is.value()) ? Predicates.is(is.value()) : DENY;
            }
            if (annotation instanceof Has has) {
                return isNamed(has.value()) ? Predicates.has(has.value()) : DENY;
            }
            IsEqual isEqual = (IsEqual) annotation;
            String name = isEqual.name();
            String text = isEqual.value();
            return isNamed(name) ? connection -> text.equals(AttributeText.of(connection.get(name))) : DENY;
        }

        private boolean isNamed(String name) {
            if (name.isBlank()) {
                problems.accept(AccessProblems.blankName(place, found));
            }
            return !name.isBlank();
        }
    }
}
