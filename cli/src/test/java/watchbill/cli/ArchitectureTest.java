package watchbill.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The arrows between rooms, and what each room may touch, as `docs/architecture.md` says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String[] NETWORK = {"java.net..", "java.nio.channels.."};
  private static final String FILES = "java\\.(nio\\.file\\..*|io\\.(File|RandomAccess).*)";
  private static final String[] PURE = {
    "watchbill.metrics..", "watchbill.core..", "watchbill.wire.."
  };

  private JavaClasses watchbill;

  @BeforeAll
  void readClasses() {
    watchbill =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("watchbill");
  }

  @Test
  void roomsUseOnlyWhatStandsRightOfThem() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("catalogue")
        .definedBy("watchbill.metrics.catalogue..")
        .layer("exposition")
        .definedBy("watchbill.metrics.exposition..")
        .layer("promql")
        .definedBy("watchbill.metrics.promql..")
        .layer("connectors")
        .definedBy("watchbill.connectors..")
        .layer("core")
        .definedBy("watchbill.core..")
        .layer("wire")
        .definedBy("watchbill.wire..")
        .layer("sources")
        .definedBy("watchbill.sources..")
        .layer("embedded")
        .definedBy("watchbill.embedded..")
        .layer("kafka")
        .definedBy("watchbill.kafka..")
        .layer("exporter")
        .definedBy("watchbill.exporter..")
        .layer("alerts")
        .definedBy("watchbill.alerts..")
        .layer("dashboards")
        .definedBy("watchbill.dashboards..")
        .layer("simulator")
        .definedBy("watchbill.simulator..")
        .layer("deploy")
        .definedBy("watchbill.deploy..")
        .layer("cli")
        .definedBy("watchbill.cli..")
        .whereLayer("catalogue")
        .mayNotAccessAnyLayer()
        .whereLayer("exposition")
        .mayOnlyAccessLayers("catalogue")
        .whereLayer("promql")
        .mayOnlyAccessLayers("catalogue")
        .whereLayer("connectors")
        .mayNotAccessAnyLayer()
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("wire")
        .mayOnlyAccessLayers("core")
        .whereLayer("sources")
        .mayOnlyAccessLayers("core", "wire", "connectors")
        .whereLayer("embedded")
        .mayOnlyAccessLayers("core")
        .whereLayer("kafka")
        .mayOnlyAccessLayers("core", "wire", "sources", "connectors")
        .whereLayer("exporter")
        .mayOnlyAccessLayers("catalogue", "exposition", "connectors", "core", "wire")
        .whereLayer("alerts")
        .mayOnlyAccessLayers("catalogue", "promql")
        .whereLayer("dashboards")
        .mayOnlyAccessLayers("catalogue", "promql")
        .whereLayer("simulator")
        .mayOnlyAccessLayers("core", "wire")
        .whereLayer("deploy")
        .mayOnlyAccessLayers("catalogue", "promql", "connectors")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .check(watchbill);
  }

  @Test
  void theExporterKnowsSignalsAndNotHowTheyComeAbout() {
    noClasses()
        .that()
        .resideInAPackage("watchbill.exporter..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("watchbill.core.rules..", "watchbill.core.state..")
        .check(watchbill);
  }

  @Test
  void pureRoomsTouchNoNetworkNoDiskAndNoThread() {
    noClasses()
        .that()
        .resideInAnyPackage("watchbill.metrics..", "watchbill.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(NETWORK)
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(FILES)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.concurrent.Executor.class)
        .check(watchbill);
    noClasses()
        .that()
        .resideInAPackage("watchbill.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..")
        .check(watchbill);
  }

  @Test
  void pureRoomsReadNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.time.InstantSource.class)
        .check(watchbill);
  }

  @Test
  void librariesStayBehindTheirConnectors() {
    confined("io.nats..", "watchbill.connectors.nats..");
    confined("io.vertx..", "watchbill.connectors.http..");
    confined(
        "io.fabric8.kubernetes..",
        "watchbill.connectors.kubernetes..",
        "watchbill.alerts..",
        "watchbill.deploy..");
    confined("io.fabric8.openshift..", "watchbill.alerts..", "watchbill.deploy..");
    confined("org.apache.kafka..", "watchbill.kafka..", "watchbill.connectors.kafka..");
    confined("redis.clients..", "watchbill.connectors.redis..");
    confined("java.sql..", "watchbill.connectors.postgresql..");
    confined("picocli..", "watchbill.cli..");
  }

  @Test
  void namesSayWhatAClassIs() {
    classes()
        .should()
        .haveSimpleNameNotEndingWith("Util")
        .andShould()
        .haveSimpleNameNotEndingWith("Utils")
        .andShould()
        .haveSimpleNameNotEndingWith("Helper")
        .andShould()
        .haveSimpleNameNotEndingWith("Manager")
        .andShould()
        .haveSimpleNameNotEndingWith("Impl")
        .andShould()
        .haveSimpleNameNotStartingWith("Abstract")
        .check(watchbill);
  }

  @Test
  void noTestSleeps() throws IOException {
    Path root = Path.of(System.getProperty("watchbill.root"));
    String sleep = "Thread." + "sleep";
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> sleeping =
          files
              .filter(
                  file -> file.toString().contains("/src/") && file.toString().endsWith(".java"))
              .filter(file -> contains(file, sleep))
              .toList();
      assertThat(sleeping).isEmpty();
    }
  }

  private void confined(String library, String... rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(watchbill);
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
