package dev.webshocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.cdi.archive.ArchivedHandler;
import dev.webshocket.cdi.archive.ArchivedNotes;
import dev.webshocket.cdi.archive.ArchivedPlain;
import dev.webshocket.spi.extension.SessionStates;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that CDI scans, with this library beside or in them, as in a deployed application. */
class ArchiveDiscoveryTest {

    @TempDir
    Path directory;

    @Test
    void annotatedArchive() throws Exception {
        scanned(applicationJar("annotated"), container -> {
            assertThat(container.environment().handlers()).containsExactly(ArchivedHandler.class);
            assertThat(container.beanManager().getBeans(ArchivedPlain.class)).isEmpty();
            assertServes(container);
        });
    }

    @Test
    void archiveWithAnEmptyBeansXml() throws Exception {
        scanned(jar("", ArchivedHandler.class), container -> {
            assertThat(container.environment().handlers()).containsExactly(ArchivedHandler.class);
            assertServes(container);
        });
    }

    @Test
    void archiveWithDiscoveryModeAll() throws Exception {
        scanned(applicationJar("all"), container -> {
            assertThat(container.environment().handlers()).containsExactly(ArchivedHandler.class);
            assertThat(container.beanManager().getBeans(ArchivedPlain.class)).hasSize(1);
            assertServes(container);
        });
    }

    @Test
    void archiveWithDiscoveryModeAllThatBundlesThisLibrary() throws Exception {
        Path jar = jar(beansXml("all"), ArchivedHandler.class, WebshocketExtension.class, SessionStates.class);

        scanned(jar, container -> {
            assertThat(container.environment().handlers()).containsExactly(ArchivedHandler.class);
            assertServes(container);
        });
    }

    @Test
    void thisLibraryIsScannedButHasNoBeans() throws Exception {
        try (InputStream beansXml = WebshocketExtension.class.getResourceAsStream("/META-INF/beans.xml")) {
            // Open Liberty knows @ConnectionScoped only from an archive that it scans.
            assertThat(new String(beansXml.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("bean-discovery-mode=\"annotated\"");
        }
        scanned(
                applicationJar("annotated"),
                container -> assertThat(container.beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                                .map(Bean::getBeanClass)
                                .filter(type -> type.getName().startsWith("dev.webshocket.cdi.")))
                        .filteredOn(type -> !type.getPackageName().endsWith(".archive"))
                        .containsOnly(WebshocketExtension.class));
    }

    private static void assertServes(TestContainer container) {
        FakeConnection connection = new FakeConnection("alice");
        ArchivedHandler handler = (ArchivedHandler)
                container.obtain(ArchivedHandler.class, connection).reference();
        ArchivedNotes notes = container.bean(ArchivedNotes.class);

        assertThat(container.<String>call(connection, handler::whoAmI)).isEqualTo("alice");
        assertThat(container.<String>call(connection, notes::note)).isEmpty();
        assertThat(container.environment().states().size()).isZero();
        assertThat(container.environment().settings().maxNesting()).isPositive();
        assertThat(container.beanManager().getBeans(SessionStates.class)).hasSize(1);
    }

    private interface Check {
        void of(TestContainer container);
    }

    private static void scanned(Path jar, Check check) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, ArchiveDiscoveryTest.class.getClassLoader());
                TestContainer container =
                        TestContainer.start(new Weld(UUID.randomUUID().toString()).setClassLoader(loader))) {
            check.of(container);
        }
    }

    private Path applicationJar(String discovery) throws Exception {
        return jar(beansXml(discovery), ArchivedHandler.class);
    }

    private static String beansXml(String discovery) {
        return "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"" + discovery
                + "\"/>";
    }

    /** Makes a jar with the packages of these classes. */
    private Path jar(String beansXml, Class<?>... oneOfEachPackage) throws Exception {
        Path jar = directory.resolve("application.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/beans.xml"));
            out.write(beansXml.getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : oneOfEachPackage) {
                copyPackage(type, out);
            }
        }
        return jar;
    }

    private static void copyPackage(Class<?> type, JarOutputStream out) throws Exception {
        String folder = type.getPackageName().replace('.', '/') + "/";
        Path origin =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(origin)) {
            copyClasses(origin.resolve(folder), folder, out);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(origin)) {
                copyClasses(jar.getPath(folder), folder, out);
            }
        }
    }

    private static void copyClasses(Path from, String folder, JarOutputStream out) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.class")) {
            for (Path file : files) {
                out.putNextEntry(new JarEntry(folder + file.getFileName()));
                Files.copy(file, out);
            }
        }
    }
}
