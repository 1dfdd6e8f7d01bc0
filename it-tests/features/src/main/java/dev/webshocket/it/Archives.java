package dev.webshocket.it;

import java.io.File;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The applications that the tests deploy. */
public final class Archives {

    private Archives() {}

    /** Returns the example, as it was built. */
    public static WebArchive example() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("example.war")));
    }

    /** Returns an application of these classes, with the libraries that the example brings and nothing else. */
    public static WebArchive war(String name, Class<?>... classes) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war").addClasses(classes);
        example().getContent(path -> isLibrary(path)).forEach((path, node) -> war.add(node.getAsset(), path));
        return war;
    }

    private static boolean isLibrary(ArchivePath path) {
        return path.get().startsWith("/WEB-INF/lib/") && path.get().endsWith(".jar");
    }
}
