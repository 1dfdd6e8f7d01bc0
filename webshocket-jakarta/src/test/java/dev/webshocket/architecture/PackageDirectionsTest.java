package dev.webshocket.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.webshocket.WebSocketHandler;
import jakarta.websocket.Endpoint;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;

/** Which package may know which: arrows only downward. */
@AnalyzeClasses(packages = "dev.webshocket", importOptions = DoNotIncludeTests.class)
class PackageDirectionsTest {

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWNWARD = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("internal client")
            .definedBy("dev.webshocket.internal.client")
            .layer("cdi")
            .definedBy("dev.webshocket.internal.cdi")
            .layer("bridge")
            .definedBy("dev.webshocket.internal.bridge")
            .layer("rpc")
            .definedBy("dev.webshocket.internal.rpc")
            .optionalLayer("channel")
            .definedBy("dev.webshocket.internal.channel")
            .layer("model")
            .definedBy("dev.webshocket.internal.model")
            .layer("codec")
            .definedBy("dev.webshocket.internal.codec")
            .layer("types")
            .definedBy("dev.webshocket.internal.types")
            .layer("memory")
            .definedBy("dev.webshocket.internal.memory")
            .layer("spi")
            .definedBy("dev.webshocket.spi")
            .layer("client")
            .definedBy("dev.webshocket.client")
            .layer("base")
            .definedBy("dev.webshocket")
            .layer("packet")
            .definedBy("dev.webshocket.packet")
            .whereLayer("internal client")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cdi")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("bridge")
            .mayOnlyBeAccessedByLayers("internal client")
            .whereLayer("rpc")
            .mayOnlyBeAccessedByLayers("bridge")
            .whereLayer("channel")
            .mayOnlyBeAccessedByLayers("bridge")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("internal client", "bridge", "rpc")
            .whereLayer("codec")
            .mayOnlyBeAccessedByLayers("internal client", "bridge", "rpc", "channel", "model")
            .whereLayer("types")
            .mayOnlyBeAccessedByLayers("internal client", "bridge", "rpc", "channel", "model", "codec")
            .whereLayer("memory")
            .mayOnlyBeAccessedByLayers("bridge", "rpc", "channel", "codec")
            .whereLayer("spi")
            .mayOnlyBeAccessedByLayers("internal client", "bridge", "rpc", "channel", "model", "codec")
            .whereLayer("base")
            .mayOnlyBeAccessedByLayers(
                    "internal client", "cdi", "client", "bridge", "rpc", "channel", "model", "codec", "types", "spi")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("internal client");

    @ArchTest
    static final ArchRule ONLY_THE_BRIDGE_TOUCHES_SESSIONS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.webshocket.internal.bridge")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Session.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Endpoint.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(RemoteEndpoint.class);

    @ArchTest
    static final ArchRule CDI_IS_KNOWN_BY_NAME_ONLY = noClasses()
            .that()
            .doNotBelongToAnyOf(WebSocketHandler.class)
            .and()
            // CDI alone loads it.
            .resideOutsideOfPackage("dev.webshocket.internal.cdi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.enterprise..", "jakarta.inject..");
}
