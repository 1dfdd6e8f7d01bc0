package dev.webshocket.internal.tools.javadoc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.SortedMap;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes the files that keep descriptions, beside the class files. They are the same whenever the sources are. */
public final class DescriptionFiles {

    private static final String DIRECTORY = "META-INF/webshocket/descriptions/";

    private final Filer filer;
    private final Elements elements;

    /** Creates the writer of a compilation. */
    public DescriptionFiles(Filer filer, Elements elements) {
        this.filer = filer;
        this.elements = elements;
    }

    /** Writes what is said of a class. Where nothing is, there is no file, or an empty one in place of an earlier one. */
    public void write(TypeElement type, SortedMap<String, String> sentences) {
        String name = DIRECTORY + elements.getBinaryName(type) + ".properties";
        try {
            if (sentences.isEmpty() && !exists(name)) {
                return;
            }
            FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, type);
            try (Writer writer = new OutputStreamWriter(file.openOutputStream(), US_ASCII)) {
                writer.write(text(sentences));
            }
        } catch (IOException e) {
            // An earlier round has written it, or the disk is full, which the compiler says by itself.
        }
    }

    private boolean exists(String name) {
        try {
            return filer.getResource(StandardLocation.CLASS_OUTPUT, "", name).getLastModified() != 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes the form of {@link java.util.Properties}, without its date. */
    private static String text(SortedMap<String, String> sentences) {
        StringBuilder text = new StringBuilder();
        sentences.forEach((key, sentence) -> {
            escape(key, true, text);
            text.append('=');
            escape(sentence, false, text);
            text.append('\n');
        });
        return text.toString();
    }

    private static void escape(String value, boolean key, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                text.append(String.format("\\u%04x", (int) c));
            } else if (c == '\\' || (key && " :=#!".indexOf(c) >= 0)) {
                text.append('\\').append(c);
            } else {
                text.append(c);
            }
        }
    }
}
