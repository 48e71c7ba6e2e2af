package watchbill.connectors.real;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/// A server in a container: each start is a new container. It has the host's network, so it listens
/// on the same loopback port as a process would, and one folder, at the same path.
final class ServerContainer implements RealServer {
  private static final Duration UP_WITHIN = Duration.ofSeconds(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final String image;
  private final Path folder;
  private final List<String> command;
  private final BooleanSupplier answers;
  private @Nullable GenericContainer<?> container;

  /// A server that is not started.
  ///
  /// @param folder where its files are
  /// @param answers whether the server that answers at its address is this one
  ServerContainer(String image, Path folder, List<String> command, BooleanSupplier answers) {
    ContainerEngine.ofThisMachine().want(image);
    this.image = image;
    this.folder = folder;
    this.command = List.copyOf(command);
    this.answers = answers;
  }

  @Override
  public void start() {
    if (container != null) {
      throw new IllegalStateException(command + " runs already");
    }
    GenericContainer<?> created =
        new GenericContainer<>(DockerImageName.parse(image))
            .withImagePullPolicy(_ -> false)
            .withCreateContainerCmdModifier(this::atHome)
            .withCommand(command.toArray(String[]::new));
    container = created;
    created.start();
    awaitAnswer(created);
  }

  private void atHome(CreateContainerCmd create) {
    create.withHostConfig(
        HostConfig.newHostConfig()
            .withNetworkMode("host")
            .withBinds(Bind.parse(folder + ":" + folder)));
  }

  private void awaitAnswer(GenericContainer<?> started) {
    try {
      await()
          .pollInterval(LOOK_EVERY)
          .atMost(UP_WITHIN)
          .until(() -> answers.getAsBoolean() || !started.isRunning());
    } catch (ConditionTimeoutException _) {
      throw failed(started);
    }
    if (!answers.getAsBoolean()) {
      throw failed(started);
    }
  }

  private IllegalStateException failed(GenericContainer<?> started) {
    String log = started.getLogs();
    close();
    return new IllegalStateException(command + " does not answer:\n" + log);
  }

  @Override
  public void kill() {
    running().stop();
    container = null;
  }

  @Override
  public void stop() {
    GenericContainer<?> now = running();
    now.getDockerClient().stopContainerCmd(now.getContainerId()).exec();
    kill();
  }

  @Override
  public void freeze() {
    signal("STOP");
  }

  @Override
  public void thaw() {
    signal("CONT");
  }

  @Override
  public void close() {
    if (container != null) {
      kill();
    }
  }

  private GenericContainer<?> running() {
    GenericContainer<?> now = container;
    if (now == null) {
      throw new IllegalStateException(command + " does not run");
    }
    return now;
  }

  private void signal(String name) {
    GenericContainer<?> now = running();
    now.getDockerClient().killContainerCmd(now.getContainerId()).withSignal(name).exec();
  }
}
