package dev.webshocket.internal.tools.typescript;

import dev.webshocket.internal.tools.openrpc.Content;
import dev.webshocket.internal.tools.openrpc.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parameters of a method in the order in which TypeScript takes them. No parameter that must be given may follow one that need not,
 * so uploads, of which the service knows only the order among themselves, stand before the optional ones.
 *
 * @param leading up to the last one that is required
 * @param uploads what is streamed to the server
 * @param optional those behind
 * @param variadic the one that takes all others, or none
 */
record Arguments(List<Content> leading, List<Content> uploads, List<Content> optional, List<Content> variadic) {

    static Arguments of(Method method) {
        List<Content> all = method.parameters();
        int leading = all.size();
        while (leading > 0 && !all.get(leading - 1).required()) {
            leading--;
        }
        return new Arguments(
                all.subList(0, leading),
                method.uploads(),
                all.subList(leading, all.size()),
                method.variadic() == null ? List.of() : List.of(method.variadic()));
    }

    List<Content> inOrder() {
        return Stream.of(leading, uploads, optional, variadic)
                .flatMap(List::stream)
                .toList();
    }

    /** Says whether callers may leave out an argument, be it before others. */
    boolean mayBeLeftOut() {
        return Stream.concat(leading.stream(), optional.stream()).anyMatch(each -> !each.required());
    }

    /** Writes the names of all but the variadic parameter, as the service knows them; null for an upload. */
    String names() {
        List<String> names = new ArrayList<>();
        leading.forEach(each -> names.add(Identifiers.quoted(each.name())));
        uploads.forEach(each -> names.add("null"));
        optional.forEach(each -> names.add(Identifiers.quoted(each.name())));
        return '[' + String.join(", ", names) + ']';
    }
}
