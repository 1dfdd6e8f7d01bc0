package dev.webshocket.it.wildfly;

import dev.webshocket.it.Server;
import dev.webshocket.it.managed.Directories;
import dev.webshocket.it.managed.FreePorts;
import dev.webshocket.it.managed.Lifeline;
import java.nio.file.Path;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Configures the server before Arquillian reads arquillian.xml, which refers to the properties set here. */
public final class WildFlySetup implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        Path home = Path.of(System.getProperty("server.home"));
        Path base = home.resolveSibling("base");
        FreePorts ports = new FreePorts();

        Directories.replace(home.resolve("standalone/configuration"), base.resolve("configuration"));
        Users.add(base.resolve("configuration"));
        StandaloneXml.addDomain(base.resolve("configuration"));
        System.setProperty("server.base", base.toString());
        System.setProperty("server.log", base.resolve("log/server.log").toString());
        System.setProperty("server.lifeline", Lifeline.option(home.getParent()));
        int port = ports.next();
        int securePort = ports.next();
        Server.listensAt("localhost:" + port, "localhost:" + securePort);
        System.setProperty("server.port.http", String.valueOf(port));
        System.setProperty("server.port.https", String.valueOf(securePort));
        System.setProperty("server.port.management", String.valueOf(ports.next()));
    }
}
