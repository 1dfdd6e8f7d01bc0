package dev.webshocket.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;

/** The allowed dependencies between packages, which point only downward. */
@Tag("slow")
@AnalyzeClasses(packages = "dev.webshocket", importOptions = DoNotIncludeTests.class)
class PackageDirectionsTest {

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWNWARD = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("cdi")
            .definedBy("dev.webshocket.internal.cdi")
            .layer("endpoint")
            .definedBy("dev.webshocket.internal.endpoint")
            .layer("rpc")
            .definedBy("dev.webshocket.internal.rpc")
            .layer("description")
            .definedBy("dev.webshocket.internal.description")
            .layer("live")
            .definedBy("dev.webshocket.internal.live")
            .layer("cluster")
            .definedBy("dev.webshocket.internal.cluster")
            .layer("recovery")
            .definedBy("dev.webshocket.internal.recovery")
            .optionalLayer("channel")
            .definedBy("dev.webshocket.internal.channel")
            .layer("model")
            .definedBy("dev.webshocket.internal.model")
            .layer("methods")
            .definedBy("dev.webshocket.internal.methods")
            .layer("calls")
            .definedBy("dev.webshocket.internal.calls")
            .layer("session")
            .definedBy("dev.webshocket.internal.session")
            .layer("link")
            .definedBy("dev.webshocket.internal.link")
            .layer("codec")
            .definedBy("dev.webshocket.internal.codec")
            .layer("types")
            .definedBy("dev.webshocket.internal.types")
            .layer("memory")
            .definedBy("dev.webshocket.internal.memory")
            .layer("state")
            .definedBy("dev.webshocket.internal.state")
            .layer("limit")
            .definedBy("dev.webshocket.internal.limit")
            .layer("history")
            .definedBy("dev.webshocket.internal.history")
            .layer("presence")
            .definedBy("dev.webshocket.internal.presence")
            .layer("credential")
            .definedBy("dev.webshocket.internal.credential")
            .layer("platform")
            .definedBy("dev.webshocket.spi.platform")
            .layer("extension")
            .definedBy("dev.webshocket.spi.extension")
            .layer("binding")
            .definedBy("dev.webshocket.spi.binding")
            .layer("concurrent")
            .definedBy("dev.webshocket.internal.concurrent")
            .layer("log")
            .definedBy("dev.webshocket.internal.log")
            .layer("base")
            .definedBy("dev.webshocket")
            .layer("packet")
            .definedBy("dev.webshocket.packet")
            .layer("settings")
            .definedBy("dev.webshocket.internal.settings")
            .whereLayer("cdi")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("endpoint")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("rpc")
            .mayOnlyBeAccessedByLayers("endpoint")
            .whereLayer("live")
            .mayOnlyBeAccessedByLayers("endpoint", "rpc")
            .whereLayer("state")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("limit")
            .mayOnlyBeAccessedByLayers("state")
            .whereLayer("history")
            .mayOnlyBeAccessedByLayers("state")
            .whereLayer("presence")
            .mayOnlyBeAccessedByLayers("endpoint", "channel", "state")
            .whereLayer("description")
            .mayOnlyBeAccessedByLayers("endpoint")
            .whereLayer("cluster")
            .mayOnlyBeAccessedByLayers("endpoint")
            .whereLayer("recovery")
            .mayOnlyBeAccessedByLayers("endpoint")
            .whereLayer("channel")
            .mayOnlyBeAccessedByLayers("live", "endpoint", "cluster", "recovery", "state", "description")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("endpoint", "rpc", "description")
            .whereLayer("methods")
            .mayOnlyBeAccessedByLayers("rpc", "model", "description")
            .whereLayer("credential")
            .mayOnlyBeAccessedByLayers("endpoint")
            .whereLayer("calls")
            .mayOnlyBeAccessedByLayers("endpoint", "rpc", "methods")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("endpoint", "rpc", "cluster", "channel", "calls")
            .whereLayer("link")
            .mayOnlyBeAccessedByLayers("endpoint", "cluster", "channel", "session", "platform")
            .whereLayer("codec")
            .mayOnlyBeAccessedByLayers(
                    "endpoint", "rpc", "cluster", "channel", "model", "methods", "calls", "session", "description")
            .whereLayer("types")
            .mayOnlyBeAccessedByLayers("endpoint", "rpc", "channel", "model", "methods", "codec", "description")
            .whereLayer("memory")
            .mayOnlyBeAccessedByLayers(
                    "endpoint", "credential", "rpc", "cluster", "channel", "calls", "codec", "session", "link")
            .whereLayer("platform")
            .mayOnlyBeAccessedByLayers("live", "cdi", "endpoint", "credential", "rpc", "model")
            .whereLayer("extension")
            .mayOnlyBeAccessedByLayers(
                    "credential",
                    "state",
                    "limit",
                    "history",
                    "presence",
                    "cluster",
                    "recovery",
                    "endpoint",
                    "rpc",
                    "channel",
                    "model",
                    "description",
                    "platform")
            .whereLayer("binding")
            .mayOnlyBeAccessedByLayers("codec")
            .whereLayer("base")
            .mayOnlyBeAccessedByLayers(
                    "live",
                    "cdi",
                    "endpoint",
                    "credential",
                    "rpc",
                    "calls",
                    "session",
                    "state",
                    "limit",
                    "history",
                    "presence",
                    "cluster",
                    "recovery",
                    "channel",
                    "model",
                    "description",
                    "methods",
                    "codec",
                    "types",
                    "platform",
                    "extension",
                    "concurrent")
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("base", "endpoint");

    @ArchTest
    static final ArchRule ONLY_THE_BRIDGE_TOUCHES_SESSIONS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.webshocket.internal.endpoint")
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
            // Only CDI loads the first; the second has beans of tests.
            .resideOutsideOfPackages("dev.webshocket.internal.cdi", "dev.webshocket.support")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.enterprise..", "jakarta.inject..");

    /** The JDK has one thread for them, which keeps the class loader of the application that needed it first. */
    @ArchTest
    static final ArchRule FUTURES_HAVE_NO_TIME_LIMIT = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(CompletableFuture.class)))
                    .and(target(nameMatching("orTimeout|completeOnTimeout|delayedExecutor"))));
}
