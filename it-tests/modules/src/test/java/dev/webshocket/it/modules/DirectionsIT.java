package dev.webshocket.it.modules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules and layers depend on nothing above them, not even indirectly. */
@Tag("slow")
class DirectionsIT {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importLocations(Jars.ours().stream()
                    .map(jar -> Location.of(URI.create("jar:" + jar.toUri() + "!/")))
                    .collect(Collectors.toSet()));

    @Test
    void allModulesAreChecked() {
        assertThat(CLASSES.stream().map(DirectionsIT::moduleOf))
                .contains(
                        "webshocket-core",
                        "webshocket-jakarta",
                        "webshocket-cdi",
                        "webshocket-tyrus",
                        "webshocket-client",
                        "webshocket-redis",
                        "webshocket-tools");
    }

    @ParameterizedTest
    @CsvSource({
        "webshocket-core, jakarta cdi tyrus client redis tools",
        "webshocket-jakarta, cdi tyrus client redis tools",
        "webshocket-cdi, tyrus client redis tools",
        "webshocket-tyrus, client redis tools",
        "webshocket-client, jakarta cdi tyrus redis tools",
        "webshocket-redis, cdi tyrus client tools",
        "webshocket-tools, cdi tyrus redis"
    })
    void modulesDependOnNoneAbove(String module, String forbidden) {
        reachNone(
                inModules(Set.of(module)),
                inModules(Set.of(("webshocket-" + forbidden.replace(" ", " webshocket-")).split(" "))));
    }

    @ParameterizedTest
    @CsvSource({
        "packet, internal.link internal.session internal.calls internal.codec",
        "internal.log, internal.link internal.session internal.calls internal.codec",
        "internal.concurrent, internal.link internal.session internal.calls internal.codec",
        "internal.types, internal.link internal.session internal.calls internal.codec",
        "internal.codec, internal.link internal.session internal.calls",
        "internal.calls, internal.methods",
        "internal.link, internal.session internal.calls",
        "internal.session, internal.calls",
        "spi.extension, internal.channel internal.model internal.rpc internal.endpoint",
        "spi.platform, internal.channel internal.model internal.rpc internal.endpoint",
        "internal.limit, internal.channel internal.model internal.rpc internal.endpoint",
        "internal.channel, internal.recovery internal.model internal.rpc internal.endpoint",
        "internal.recovery, internal.model internal.rpc internal.endpoint",
        "internal.model, internal.channel internal.description internal.rpc internal.endpoint",
        "internal.description, internal.rpc internal.endpoint",
        "internal.rpc, internal.endpoint",
        "internal.redis.link, internal.redis.log internal.redis.presence internal.redis.session internal.redis.limit",
        "internal.redis.log, internal.redis.presence internal.redis.session internal.redis.limit internal.redis.servers",
        "internal.redis.presence, internal.redis.session internal.redis.limit internal.redis.servers internal.redis",
        "internal.redis.limit, internal.redis.presence internal.redis.session internal.redis.servers internal.redis",
        "internal.redis.servers, internal.redis.presence internal.redis.session internal.redis.limit internal.redis"
    })
    void layersDependOnNoneAbove(String layer, String forbidden) {
        reachNone(inLayers(Set.of(layer)), inLayers(Set.of(forbidden.split(" "))));
    }

    private static void reachNone(DescribedPredicate<JavaClass> lower, DescribedPredicate<JavaClass> upper) {
        noClasses().that(lower).should().transitivelyDependOnClassesThat(upper).check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> inModules(Set<String> modules) {
        return describe("are in " + modules, type -> modules.contains(moduleOf(type)));
    }

    private static DescribedPredicate<JavaClass> inLayers(Set<String> layers) {
        Set<String> packages =
                layers.stream().map(layer -> "dev.webshocket." + layer).collect(Collectors.toSet());
        return describe("are in " + packages, type -> packages.contains(type.getPackageName()));
    }

    private static String moduleOf(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().toString())
                .filter(uri -> uri.contains("!"))
                .map(uri -> Jars.moduleOf(uri.substring(0, uri.indexOf('!'))))
                .orElse("");
    }
}
