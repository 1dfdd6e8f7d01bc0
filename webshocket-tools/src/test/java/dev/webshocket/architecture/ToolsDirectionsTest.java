package dev.webshocket.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Tag;

/** What the tools may know. */
@AnalyzeClasses(
        packages = {"dev.webshocket.tools", "dev.webshocket.internal.tools"},
        importOptions = DoNotIncludeTests.class)
@Tag("slow")
class ToolsDirectionsTest {

    /** A compiler loads the processor, which needs no other jar. */
    @ArchTest
    static final ArchRule THE_PROCESSOR_KNOWS_THE_COMPILER_ALONE = classes()
            .that()
            .resideInAPackage("dev.webshocket.internal.tools.javadoc")
            .or()
            .haveSimpleName("DescriptionProcessor")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax..", "dev.webshocket.internal.tools.javadoc");

    @ArchTest
    static final ArchRule DOCUMENTS_ARE_READ_FROM_JSON_ALONE = classes()
            .that()
            .resideInAPackage("dev.webshocket.internal.tools.openrpc")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "jakarta.json", "dev.webshocket.internal.tools.openrpc");

    @ArchTest
    static final ArchRule TYPESCRIPT_IS_MADE_OF_DOCUMENTS_ALONE = classes()
            .that()
            .resideInAPackage("dev.webshocket.internal.tools.typescript")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "jakarta.json",
                    "dev.webshocket.packet",
                    "dev.webshocket.internal.tools.openrpc",
                    "dev.webshocket.internal.tools.typescript");

    @ArchTest
    static final ArchRule THE_GENERATOR_USES_PUBLIC_PARTS_OF_THE_SERVICE = classes()
            .that()
            .resideInAPackage("dev.webshocket.internal.tools.generate")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "jakarta.json..",
                    "dev.webshocket",
                    "dev.webshocket.client",
                    "dev.webshocket.packet",
                    "dev.webshocket.spi.platform",
                    "dev.webshocket.internal.tools..");
}
