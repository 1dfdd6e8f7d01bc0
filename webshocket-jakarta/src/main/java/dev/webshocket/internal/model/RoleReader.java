package dev.webshocket.internal.model;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionProblem;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the security annotations of an element: Jakarta Annotations 2.1, section 2.10 and following. */
final class RoleReader {

    static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(RolesAllowed.class, PermitAll.class, DenyAll.class);

    private final Consumer<DefinitionProblem> problems;

    RoleReader(Consumer<DefinitionProblem> problems) {
        this.problems = problems;
    }

    /** Returns the condition under which a connection may call; empty if the element has no such annotation. */
    Optional<Predicate<ClientConnection>> read(List<FoundAnnotation> annotations, RuleLocation location) {
        List<FoundAnnotation> found =
                annotations.stream().filter(each -> each.isOneOf(ANNOTATIONS)).toList();
        if (found.stream().map(FoundAnnotation::annotation).distinct().count() > 1) {
            problems.accept(AccessProblems.contradiction(
                    location,
                    found.get(0),
                    found.stream()
                            .map(each ->
                                    '@' + each.annotation().annotationType().getSimpleName())
                            .collect(Collectors.joining(" and "))));
        }
        found.forEach(each -> checkRoles(each, location));
        return found.stream().findFirst().map(each -> policy(each.annotation()));
    }

    private void checkRoles(FoundAnnotation found, RuleLocation location) {
        if (found.annotation() instanceof RolesAllowed allowed) {
            List<String> roles = List.of(allowed.value());
            if (roles.isEmpty() || roles.stream().anyMatch(String::isBlank)) {
                problems.accept(AccessProblems.noRole(location, found));
            }
        }
    }

    private static Predicate<ClientConnection> policy(Annotation annotation) {
        if (annotation instanceof RolesAllowed allowed) {
            List<String> roles = List.of(allowed.value());
            return connection -> roles.stream().anyMatch(connection::isInRole);
        }
        return annotation instanceof PermitAll ? connection -> true : connection -> false;
    }
}
