package dev.webshocket.tools;

import dev.webshocket.internal.tools.javadoc.ClassDescription;
import dev.webshocket.internal.tools.javadoc.CompiledClasses;
import dev.webshocket.internal.tools.javadoc.DescriptionFiles;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Keeps the first sentences of javadoc for {@code rpc.discover} and the generated client, since class files have no javadoc.
 *
 * <p>It describes handler classes, their methods with {@code @RpcMethod}, the parameters and results of these, and the classes that they
 * consist of, as far as these are compiled in the same run. For each class it writes {@code
 * META-INF/webshocket/descriptions/<binary name>.properties} beside the class files. Markup is made plain text.
 *
 * <p>It is silent, and it never fails a build: what it cannot read has no description. A file depends only on the source of its class, and
 * Gradle knows it as an isolating processor. A compiler creates an instance and uses it from one thread.
 */
@SupportedAnnotationTypes({
    "dev.webshocket.WebSocketHandler",
    "dev.webshocket.RpcMethod",
    "dev.webshocket.Publishes",
    "dev.webshocket.Publishes.List"
})
public final class DescriptionProcessor extends AbstractProcessor {

    private final CompiledClasses classes = new CompiledClasses();

    /** Creates a processor; compilers do that. */
    public DescriptionProcessor() {}

    /** Returns the newest version that the running compiler knows, so that it never warns. */
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Describes the handlers of a round; leaves the annotations to other processors. */
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        classes.add(round.getRootElements());
        try {
            describe(annotations, round);
        } catch (RuntimeException | StackOverflowError e) {
            // A description is never worth a build: sources may be wrong in ways that compilers report by themselves.
        }
        return false;
    }

    private void describe(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<TypeElement> handlers = new LinkedHashSet<>();
        for (TypeElement annotation : annotations) {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                handlers.addAll(ElementFilter.typesIn(Set.of(element, element.getEnclosingElement())));
            }
        }
        DescriptionFiles files = new DescriptionFiles(processingEnv.getFiler(), processingEnv.getElementUtils());
        for (TypeElement type : classes.reachableFrom(handlers)) {
            files.write(type, ClassDescription.of(type, processingEnv));
        }
    }
}
