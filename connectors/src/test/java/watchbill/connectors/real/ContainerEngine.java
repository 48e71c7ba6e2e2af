package watchbill.connectors.real;

import com.github.dockerjava.api.exception.NotFoundException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.testcontainers.DockerClientFactory;

/// The container engine that Testcontainers finds.
///
/// @param answers whether there is one
/// @param has whether it has an image of this name; we pull none
record ContainerEngine(BooleanSupplier answers, Predicate<String> has) {
  /// The one of this machine.
  static ContainerEngine ofThisMachine() {
    return new ContainerEngine(
        DockerClientFactory.instance()::isDockerAvailable, ContainerEngine::isHere);
  }

  /// Fails, in a line that says what to do, where containers of this image cannot run.
  void want(String image) {
    if (!answers.getAsBoolean()) {
      throw new IllegalStateException(
          "no container engine answers: run this under tools/with-engine, which starts one");
    }
    if (!has.test(image)) {
      throw new IllegalStateException(
          "the engine has no " + image + ": run this under tools/with-engine, which makes it");
    }
  }

  private static boolean isHere(String image) {
    try {
      DockerClientFactory.instance().client().inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException _) {
      return false;
    }
  }
}
