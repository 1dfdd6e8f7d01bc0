package dev.webshocket.it.liberty;

import dev.webshocket.it.managed.ProcessContainer;
import dev.webshocket.it.managed.ServerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;

/** Open Liberty, which deploys what lies in a folder. The environment says where its servers are: below {@link #base}. */
public final class LibertyContainer extends ProcessContainer {

    private static final String SERVER = "it";

    /** The files of the applications by their names. */
    private final Map<String, Path> deployed = new HashMap<>();

    @Override
    protected List<String> configure() throws IOException {
        Files.createDirectories(dropins());
        Files.writeString(server().resolve("server.xml"), ServerXml.text(port(), securePort()));
        return List.of(
                // As Liberty's own script.
                "-javaagent:" + home().resolve("bin/tools/ws-javaagent.jar"),
                "@" + home().resolve("lib/platform/java/java9.options"),
                "-jar",
                home().resolve("bin/tools/ws-server.jar").toString(),
                SERVER);
    }

    private Path server() {
        return base().resolve("servers").resolve(SERVER);
    }

    private Path dropins() {
        return server().resolve("dropins");
    }

    @Override
    protected Pattern started() {
        return Pattern.compile("CWWKF0011I");
    }

    @Override
    protected void deploy(String name, Path archive) throws DeploymentException {
        ServerLog since = log().fromNow();
        Path file = dropins().resolve(archive.getFileName());
        try {
            // In one step, so that the monitor finds the whole file.
            Files.move(archive, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DeploymentException(name, e);
        }
        Pattern failed = Pattern.compile("CWWKZ0(002E|004E|012I): [^\n]*\\b" + name + "\\b");
        since.await(Pattern.compile("CWWKZ0001I: Application " + name + " started|" + failed.pattern()));
        if (since.has(failed)) {
            remove(file);
            throw new DeploymentException(since.text());
        }
        deployed.put(name, file);
    }

    @Override
    protected void undeploy(String name) throws DeploymentException {
        ServerLog since = log().fromNow();
        remove(deployed.remove(name));
        since.await(Pattern.compile("CWWKZ0009I: The application " + name + " has stopped successfully"));
    }

    private static void remove(Path file) throws DeploymentException {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new DeploymentException(file.toString(), e);
        }
    }
}
