package dev.webshocket.it.managed.domain;

import dev.webshocket.it.Server;
import dev.webshocket.it.managed.Directories;
import dev.webshocket.it.managed.FreePorts;
import dev.webshocket.it.managed.Lifeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Creates a domain of GlassFish or Payara before Arquillian reads arquillian.xml, which refers to the properties set here. Arquillian's
 * adapter for Payara starts both.
 */
public final class DomainSetup implements LoadableExtension {

    /** The first without {@code java.security.Policy}; a SecurityContext of Payara 6 knows no roles there, in servlets either. */
    private static final int JAVA_WITHOUT_POLICY = 24;

    private final FreePorts ports = new FreePorts();
    private final int port = ports.next();
    private final int securePort = ports.next();
    private final int adminPort = ports.next();

    @Override
    public void register(ExtensionBuilder builder) {
        Path home = Path.of(System.getProperty("server.home"));
        Path domain = home.resolve("glassfish/domains/domain1");

        Directories.replace(original(home, domain), domain);
        temporaryFiles(domain.resolve("tmp"));
        configure(domain.resolve("config/domain.xml"), Lifeline.option(home.getParent()));
        DomainUsers.add(domain.resolve("config/keyfile"));
        Server.listensAt("localhost:" + port, "localhost:" + securePort);
        System.setProperty("server.log", domain.resolve("logs/server.log").toString());
        System.setProperty("server.port", String.valueOf(port));
        System.setProperty("server.port.secure", String.valueOf(securePort));
        System.setProperty("server.port.admin", String.valueOf(adminPort));
        // The server uses the Java of the tests.
        System.setProperty(
                "server.context.roles",
                String.valueOf(!home.endsWith("payara6") || Runtime.version().feature() < JAVA_WITHOUT_POLICY));
    }

    /** Returns a copy of the domain as it was downloaded. There is only one domain in its place, as then none needs to be named. */
    private static Path original(Path home, Path domain) {
        Path original = home.resolve("glassfish/original");
        if (Files.notExists(original)) {
            Directories.replace(domain, original);
        }
        return original;
    }

    private static void temporaryFiles(Path directory) {
        try {
            Files.createDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void configure(Path file, String lifeline) {
        try {
            DomainXml xml = new DomainXml(Files.readString(file))
                    .listener("8080", port)
                    .listener("8181", securePort)
                    .listener("4848", adminPort)
                    .port("port=\"3700\"", ports.next())
                    .port("port=\"3820\"", ports.next())
                    .port("port=\"3920\"", ports.next())
                    .port("port=\"8686\"", ports.next())
                    .port("value=\"7676\"", ports.next())
                    .port("telnet.port=6666<", ports.next())
                    .withoutDataGrid()
                    .withEmbeddedDatabase()
                    // Soft references would retain the class loaders of undeployed applications for a while.
                    .option("-XX:SoftRefLRUPolicyMSPerMB=0")
                    // In such short runs the optimising compiler costs half of the processor time and gains little.
                    .option("-XX:TieredStopAtLevel=1")
                    // Uploads go to a file named after the application there; another build may deploy the same one.
                    .option("-Djava.io.tmpdir=${com.sun.aas.instanceRoot}/tmp")
                    .option(lifeline);
            Files.writeString(file, xml.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
