package dev.webshocket.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependencies that the client may have. */
@AnalyzeClasses(
        packages = {"dev.webshocket.client", "dev.webshocket.internal.client"},
        importOptions = DoNotIncludeTests.class)
class ClientDirectionsTest {

    @ArchTest
    static final ArchRule NOTHING_OF_A_SERVER = classes()
            .that()
            // It is loaded by servlet containers only.
            .doNotHaveSimpleName("ClientsInitializer")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.net.ssl",
                    // The application's JsonbConfig.
                    "jakarta.json.bind",
                    "dev.webshocket",
                    "dev.webshocket.client",
                    "dev.webshocket.packet",
                    "dev.webshocket.internal.client..",
                    "dev.webshocket.internal.calls",
                    "dev.webshocket.internal.codec",
                    "dev.webshocket.internal.concurrent",
                    "dev.webshocket.internal.link",
                    "dev.webshocket.internal.log",
                    "dev.webshocket.internal.methods",
                    "dev.webshocket.internal.memory",
                    "dev.webshocket.internal.session",
                    "dev.webshocket.internal.settings",
                    "dev.webshocket.internal.types");

    @ArchTest
    static final ArchRule ONLY_SERVLET_CONTAINERS_LOAD_THE_INITIALIZER =
            noClasses().should().dependOnClassesThat().haveSimpleName("ClientsInitializer");

    @ArchTest
    static final ArchRule THE_JDKS_HTTP_CLIENT_IS_KNOWN_TO_THE_LINK_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.webshocket.internal.client.socket")
            .and()
            // It distinguishes the JDK's failures.
            .doNotHaveSimpleName("ConnectFailures")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http");

    @ArchTest
    static final ArchRule LINKS_KNOW_NOTHING_OF_CALLS = noClasses()
            .that()
            .resideInAPackage("dev.webshocket.internal.client.socket")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.webshocket.internal.client", "dev.webshocket.client");
}
