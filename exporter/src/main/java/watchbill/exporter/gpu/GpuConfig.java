package watchbill.exporter.gpu;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.gpu.DcgmTarget;
import watchbill.connectors.gpu.SmiProgram;

/// How to observe GPUs.
///
/// @param nvidiaSmi `off`, `auto` (where it is on the `PATH`) or the program's absolute path
/// @param node how the machine on which `nvidia-smi` is run is called, as Kubernetes calls it
/// @param every the pause between two looks; 1 s to 10 min
/// @param giveUpAfter a page or report that takes longer counts as none; 100 ms to 1 min
public record GpuConfig(
    Dcgm dcgm, String nvidiaSmi, String node, Duration every, Duration giveUpAfter, Idle idle) {
  private static final String ROOT = "gpu";
  private static final String OFF = "off";
  private static final String AUTO = "auto";

  /// Where DCGM exporters are.
  ///
  /// @param discover whether to find them by the labels of their pods
  /// @param selectors `label=value`; a pod that fits one of them is a DCGM exporter
  /// @param port on which such a pod has its page
  /// @param addresses of exporters that need not be found
  public record Dcgm(
      boolean discover, List<String> selectors, int port, List<DcgmTarget> addresses) {
    public Dcgm {
      selectors = List.copyOf(selectors);
      addresses = List.copyOf(addresses);
    }

    /// The labels that have to be kept of pods for [#fits].
    public Set<String> labels() {
      return selectors.stream().map(Dcgm::label).collect(Collectors.toSet());
    }

    /// Whether a pod with these labels is an exporter.
    public boolean fits(Map<String, String> pod) {
      return selectors.stream().anyMatch(one -> one.equals(label(one) + "=" + pod.get(label(one))));
    }

    private static String label(String selector) {
      return selector.substring(0, selector.indexOf('='));
    }
  }

  /// Which allocated GPUs are idle.
  ///
  /// @param below less busy than this, from 0.001 to 1
  /// @param after for as long; 1 min to 7 d
  public record Idle(double below, Duration after) {}

  /// How NVIDIA's Helm chart and the GPU operator label the pods
  /// (`deployment/templates/_helpers.tpl` of <https://github.com/NVIDIA/dcgm-exporter>,
  /// `assets/state-dcgm-exporter` of <https://github.com/NVIDIA/gpu-operator>).
  private static final List<String> NVIDIAS =
      List.of("app.kubernetes.io/name=dcgm-exporter", "app=nvidia-dcgm-exporter");

  /// The config of the section `gpu` of this one.
  public static GpuConfig of(ConfigSection config) {
    ConfigSection section = config.section(ROOT);
    int port = (int) section.number("dcgm.port", DcgmTarget.PORT, 1, 65_535);
    return new GpuConfig(
        new Dcgm(
            section.flag("dcgm.discover", true),
            selectors(section),
            port,
            addresses(section, port)),
        nvidiaSmi(section),
        section.text("node", "localhost"),
        section.duration(
            "every", Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofMinutes(10)),
        section.duration(
            "giveUpAfter", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMinutes(1)),
        new Idle(
            section.parsed("idle.below", "a ratio from 0.001 to 1", GpuConfig::ratio).orElse(0.05),
            section.duration(
                "idle.after", Duration.ofMinutes(30), Duration.ofMinutes(1), Duration.ofDays(7))));
  }

  /// The program to run; empty when none is to be, or it was looked for and is not there.
  ///
  /// @param path as in the environment's `PATH`
  public Optional<Path> program(String path) {
    return switch (nvidiaSmi) {
      case OFF -> Optional.empty();
      case AUTO -> SmiProgram.find("nvidia-smi", path);
      default -> Optional.of(Path.of(nvidiaSmi));
    };
  }

  private static List<String> selectors(ConfigSection section) {
    List<String> selectors = section.texts("dcgm.selectors", NVIDIAS);
    for (int i = 0; i < selectors.size(); i++) {
      if (!selectors.get(i).matches("[\\w./-]+=[\\w.-]+")) {
        throw new ConfigError(ROOT + ".dcgm.selectors[" + i + "]", "label=value", selectors.get(i));
      }
    }
    return selectors;
  }

  private static List<DcgmTarget> addresses(ConfigSection section, int port) {
    List<DcgmTarget> targets = new ArrayList<>();
    for (String address : section.texts("dcgm.addresses", List.of())) {
      String key = ROOT + ".dcgm.addresses[" + targets.size() + "]";
      String want = "an address such as 10.0.0.5:9400 or http://10.0.0.5:9400/metrics";
      targets.add(
          DcgmTarget.at(address, port).orElseThrow(() -> new ConfigError(key, want, address)));
    }
    return targets;
  }

  private static String nvidiaSmi(ConfigSection section) {
    String said = section.text("nvidiaSmi", OFF);
    if (!said.equals(OFF) && !said.equals(AUTO) && !isAbsolute(said)) {
      throw section.refusal("nvidiaSmi", "off, auto or an absolute path");
    }
    return said;
  }

  private static boolean isAbsolute(String path) {
    try {
      return Path.of(path).isAbsolute();
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private static Optional<Double> ratio(String text) {
    if (!text.matches("[01](\\.\\d{1,6})?")) {
      return Optional.empty();
    }
    double ratio = Double.parseDouble(text);
    return ratio >= 0.001 && ratio <= 1 ? Optional.of(ratio) : Optional.empty();
  }
}
