package dev.webshocket.it.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks for what keeps people from using the page, by the rules of axe-core. */
final class Axe {

    private static final String SCRIPT = script();

    private Axe() {}

    private static String script() {
        try (InputStream file = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is wrong with the page as it is now, each with the elements. */
    static List<?> violations(Tab tab) {
        tab.page().evaluate("() => {" + SCRIPT + "}");
        return (List<?>) tab.page()
                .evaluate("async () => (await axe.run(document, { resultTypes: ['violations']"
                        + " })).violations.map(({ id, help, nodes }) => `${id}: ${help}:"
                        + " ${nodes.map((node) => node.html).join(' ')}`)");
    }
}
