package io.blueshift;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URL;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Holds the arrows between the modules: what ARCHITECTURE.md draws is what the compiled classes do. */
class ArchitectureTest {
    /** Asked of the class path, because other Trino libraries share package prefixes with trino-main. */
    private static final DescribedPredicate<JavaClass> PART_OF_TRINO_MAIN = describe("are part of trino-main", type -> {
        URL file = ArchitectureTest.class.getClassLoader().getResource(type.getName().replace('.', '/') + ".class");
        return file != null && file.getPath().contains("trino-main");
    });

    private static JavaClasses ours;

    @BeforeAll
    static void load() {
        ours = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // Nor those of other modules, which some of ours need
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.blueshift");
    }

    @Test
    void trinoMainIsRecognised() {
        assertThat(PART_OF_TRINO_MAIN.test(new ClassFileImporter().importClass(io.trino.Session.class))).isTrue();
        assertThat(PART_OF_TRINO_MAIN.test(new ClassFileImporter().importClass(io.trino.spi.Plugin.class))).isFalse();
    }

    @Test
    void everyModuleIsSeen() {
        for (String house : new String[]{"pushdown", "executor", "store", "connector.jdbc", "connector.postgresql",
                "connector.mysql", "connector.lake", "server"}) {
            assertThat(ours.stream().anyMatch(type -> type.getPackageName().startsWith("io.blueshift." + house)))
                    .as("classes of io.blueshift.%s on the class path", house).isTrue();
        }
    }

    @Test
    void onlyTheServerKnowsTrinosInternals() {
        check(noClasses().that().resideOutsideOfPackages("io.blueshift.server..").should()
                .dependOnClassesThat(PART_OF_TRINO_MAIN));
    }

    @Test
    void theExecutorKnowsNoSource() {
        check(noClasses().that().resideInAPackage("io.blueshift.executor..").should().dependOnClassesThat()
                .resideInAnyPackage("io.blueshift.connector..", "io.blueshift.store..", "io.blueshift.pushdown..",
                        "io.blueshift.server..", "io.blueshift.embedded.."));
    }

    @Test
    void theStoreKnowsAtMostTheScanInterfaceOfTheExecutor() {
        check(classes().that().resideInAPackage("io.blueshift.store..").should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("io.blueshift..")
                        .or(resideInAnyPackage("io.blueshift.store..", "io.blueshift.executor.scan.."))));
    }

    @Test
    void pushdownKnowsNoParticularSource() {
        check(noClasses().that().resideInAPackage("io.blueshift.pushdown..").should().dependOnClassesThat()
                .resideInAnyPackage("io.blueshift.connector..", "io.blueshift.store..", "io.blueshift.executor..",
                        "io.blueshift.server..", "java.sql..", "org.postgresql..", "com.mysql.."));
    }

    @Test
    void sourcesDoNotKnowEachOther() {
        check(noClasses().that().resideInAPackage("io.blueshift.connector.jdbc..").should().dependOnClassesThat()
                .resideInAnyPackage("io.blueshift.connector.postgresql..", "io.blueshift.connector.mysql..",
                        "io.blueshift.connector.lake.."));
        check(noClasses().that().resideInAPackage("io.blueshift.connector.postgresql..").should().dependOnClassesThat()
                .resideInAnyPackage("io.blueshift.connector.mysql..", "io.blueshift.connector.lake.."));
        check(noClasses().that().resideInAPackage("io.blueshift.connector.mysql..").should().dependOnClassesThat()
                .resideInAnyPackage("io.blueshift.connector.postgresql..", "io.blueshift.connector.lake.."));
        check(noClasses().that().resideInAPackage("io.blueshift.connector.lake..").should().dependOnClassesThat()
                .resideInAnyPackage("io.blueshift.connector.postgresql..", "io.blueshift.connector.mysql..",
                        "io.blueshift.connector.jdbc.."));
    }

    @Test
    void nothingBelowKnowsTheServer() {
        check(noClasses().that().resideOutsideOfPackages("io.blueshift.server..", "io.blueshift.demo..").should()
                .dependOnClassesThat().resideInAPackage("io.blueshift.server.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.blueshift.(**)").should().beFreeOfCycles());
    }

    private static void check(ArchRule rule) {
        rule.check(ours);
    }
}
