package dev.webshocket.it;

import java.io.File;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The applications that the tests deploy. */
public final class Archives {

    private static final String LIBRARIES = "/WEB-INF/lib/";

    private Archives() {}

    /** Returns the built example. */
    public static WebArchive example() {
        return built("example.war", "webshocket-example.war");
    }

    /** Returns the built result of the tutorial. */
    public static WebArchive tutorial() {
        return built("tutorial.war", "board.war");
    }

    /** Returns a built archive; with libraries for bare containers its file has another name. */
    private static WebArchive built(String property, String name) {
        return ShrinkWrap.create(ZipImporter.class, name)
                .importFrom(new File(System.getProperty(property)))
                .as(WebArchive.class);
    }

    /** Returns an application of these classes, with only the example's libraries. */
    public static WebArchive war(String name, Class<?>... classes) {
        WebArchive war = thinWar(name, classes);
        libraries().forEach((file, content) -> war.addAsLibrary(content, file));
        return war;
    }

    /** Returns an application of these classes without libraries. */
    public static WebArchive thinWar(String name, Class<?>... classes) {
        return ShrinkWrap.create(WebArchive.class, name + ".war").addClasses(classes);
    }

    /** Returns an enterprise application of these modules, with the example's libraries. */
    public static EnterpriseArchive ear(String name, WebArchive... wars) {
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, name + ".ear");
        libraries().forEach((file, content) -> ear.addAsLibrary(content, file));
        for (WebArchive war : wars) {
            ear.addAsModule(war);
        }
        return ear;
    }

    /** Returns the jar that contains a class. */
    public static File libraryOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static Map<String, Asset> libraries() {
        return example().getContent(path -> isLibrary(path)).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().get().substring(LIBRARIES.length()),
                        entry -> entry.getValue().getAsset()));
    }

    private static boolean isLibrary(ArchivePath path) {
        return path.get().startsWith(LIBRARIES) && path.get().endsWith(".jar");
    }
}
