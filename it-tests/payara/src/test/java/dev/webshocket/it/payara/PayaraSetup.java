package dev.webshocket.it.payara;

import dev.webshocket.it.Server;
import dev.webshocket.it.managed.Directories;
import dev.webshocket.it.managed.FreePorts;
import dev.webshocket.it.managed.Lifeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Creates the server's domain before Arquillian reads arquillian.xml, which refers to the properties set here. */
public final class PayaraSetup implements LoadableExtension {

    /** The first without {@code java.security.Policy}; a SecurityContext of Payara 6 knows no roles there, in servlets either. */
    private static final int JAVA_WITHOUT_POLICY = 24;

    private final FreePorts ports = new FreePorts();
    private final int port = ports.next();
    private final int securePort = ports.next();
    private final int adminPort = ports.next();

    @Override
    public void register(ExtensionBuilder builder) {
        Path home = Path.of(System.getProperty("server.home"));
        Path domains = home.resolve("glassfish/domains");
        Path domain = domains.resolve("it");

        Directories.replace(domains.resolve("domain1"), domain);
        temporaryFiles(domain.resolve("tmp"));
        configure(domain.resolve("config/domain.xml"), Lifeline.option(home.getParent()));
        Users.add(domain.resolve("config/keyfile"));
        Server.listensAt("localhost:" + port, "localhost:" + securePort);
        System.setProperty("server.log", domain.resolve("logs/server.log").toString());
        System.setProperty("server.port.admin", String.valueOf(adminPort));
        // The server uses the Java of the tests.
        System.setProperty(
                "server.context.roles", String.valueOf(Runtime.version().feature() < JAVA_WITHOUT_POLICY));
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
