package dev.webshocket.it.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The content of the published jars. */
class PublishedJarsIT {

    private static final Map<String, String> MODULES = Map.of(
            "webshocket-core", "dev.webshocket.core",
            "webshocket-jakarta", "dev.webshocket.jakarta",
            "webshocket-cdi", "dev.webshocket.cdi",
            "webshocket-tyrus", "dev.webshocket.tyrus",
            "webshocket-client", "dev.webshocket.client",
            "webshocket-redis", "dev.webshocket.redis",
            "webshocket-tools", "dev.webshocket.tools");

    @Test
    void eachIsAModuleWithItsOwnName() throws IOException {
        Map<String, String> names = new TreeMap<>();
        for (Path jar : Jars.ours()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                names.put(
                        Jars.moduleOf(jar.toString()),
                        file.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
            }
        }
        assertThat(names).containsExactlyInAnyOrderEntriesOf(MODULES);
    }

    @Test
    void noPackageIsInTwoJars() throws IOException {
        Map<String, List<String>> jarsOfPackages = new TreeMap<>();
        for (Path jar : Jars.ours()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                        .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                        .distinct()
                        .forEach(name -> jarsOfPackages
                                .computeIfAbsent(name, key -> new ArrayList<>())
                                .add(Jars.moduleOf(jar.toString())));
            }
        }
        assertThat(jarsOfPackages)
                .containsKey("dev.webshocket")
                .allSatisfy((name, jars) -> assertThat(jars).as(name).hasSize(1));
    }
}
