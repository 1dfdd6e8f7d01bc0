package dev.webshocket.it.managed;

import dev.webshocket.it.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Lets Arquillian start a server for which it has no adapter, as a process of its own with the Java of the tests. The server listens at
 * free ports of the loopback address. Tests cannot run inside it.
 */
public abstract class ProcessContainer implements DeployableContainer<ProcessContainer.Configuration> {

    private static final List<String> BEANS_XML = List.of("/WEB-INF/beans.xml", "/WEB-INF/classes/META-INF/beans.xml");

    private final Path home = Path.of(System.getProperty("server.home"));
    private final Path base = home.resolveSibling("base-" + home.getFileName());
    private final ServerLog log = new ServerLog(base.resolve("server.log"), 0);
    private final FreePorts ports = new FreePorts();
    private final int port = ports.next();
    private final int securePort = ports.next();
    private Process process;

    /** No configuration is needed. */
    public static final class Configuration implements ContainerConfiguration {

        @Override
        public void validate() {}
    }

    /** Writes the server's configuration into {@link #base}, which is new, and returns the options of its JVM, the main class and arguments. */
    protected abstract List<String> configure() throws IOException;

    /** Returns what the log has once the server has started. */
    protected abstract Pattern started();

    /** Deploys a WAR or an EAR, which is deleted afterwards, under its name, and waits until it is there, or has failed. */
    protected abstract void deploy(String name, Path archive) throws DeploymentException;

    /** Undeploys the archive of a name, and waits until it has gone. */
    protected abstract void undeploy(String name) throws DeploymentException;

    /** Tells whether the server has CDI. Weld inside a WAR looks only into archives with a {@code beans.xml}, which is added if not. */
    protected boolean hasCdi() {
        return true;
    }

    /** Returns the unpacked distribution, which stays as it is. */
    protected final Path home() {
        return home;
    }

    /** Returns the directory of this run. */
    protected final Path base() {
        return base;
    }

    /** Returns the port for HTTP. */
    protected final int port() {
        return port;
    }

    /** Returns the port for HTTPS, which the server need not use. */
    protected final int securePort() {
        return securePort;
    }

    /** Returns what the server writes to its console. */
    protected final ServerLog log() {
        return log;
    }

    @Override
    public final Class<Configuration> getConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public final ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public final void start() throws LifecycleException {
        try {
            Directories.clear(base);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "-Xmx512m",
                    // Soft references would keep the class loaders of undeployed applications for a while.
                    "-XX:SoftRefLRUPolicyMSPerMB=0",
                    // What runs so shortly is not worth the better compiler's work.
                    "-XX:TieredStopAtLevel=1",
                    Lifeline.option(home.getParent())));
            command.addAll(configure());
            System.setProperty("server.log", log.file().toString());
            Server.listensAt("localhost:" + port, "localhost:" + securePort);
            process = new ProcessBuilder(command)
                    .directory(base.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.file().toFile())
                    .start();
            log.await(started());
        } catch (IOException e) {
            throw new LifecycleException("the server does not start", e);
        }
    }

    @Override
    public final void stop() throws LifecycleException {
        try {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new LifecycleException("the server does not stop");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        if (!hasCdi() && archive instanceof WebArchive war && BEANS_XML.stream().noneMatch(war::contains)) {
            war.addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        }
        try {
            Path file = base.resolve(archive.getName());
            archive.as(ZipExporter.class).exportTo(file.toFile(), true);
            deploy(name(archive), file);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DeploymentException(archive.getName(), e);
        }
        return new ProtocolMetaData();
    }

    @Override
    public final void undeploy(Archive<?> archive) throws DeploymentException {
        undeploy(name(archive));
    }

    private static String name(Archive<?> archive) {
        return archive.getName().replaceFirst("\\.[we]ar$", "");
    }
}
