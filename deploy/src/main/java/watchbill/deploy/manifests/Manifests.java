package watchbill.deploy.manifests;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import watchbill.metrics.generated.GeneratedFile;

/// The files of an installation for `kubectl apply -k`.
public final class Manifests {
  private static final String HEADER = "# Made by `watchbill generate manifests`; do not edit.\n";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private Manifests() {}

  /// The files of this installation, in this folder.
  public static List<GeneratedFile> base(String folder, Installation installation) {
    Objects objects = new Objects(installation);
    List<GeneratedFile> files = new ArrayList<>();
    files.add(file(folder, "namespace.yaml", List.of(objects.namespace())));
    files.add(file(folder, "rbac.yaml", objects.access()));
    files.add(file(folder, "watchbill.yaml", objects.processes()));
    files.add(file(folder, "network.yaml", objects.network()));
    files.add(kustomization(folder, names(files)));
    return files;
  }

  /// What Prometheus' operator takes: how to scrape the installation, and these copies.
  public static List<GeneratedFile> operator(
      String folder, Installation installation, List<GeneratedFile> copied) {
    List<GeneratedFile> files = new ArrayList<>();
    files.add(
        file(folder, "servicemonitor.yaml", List.of(new Objects(installation).monitor())));
    files.addAll(copies(folder, copied));
    files.add(kustomization(folder, names(files)));
    return files;
  }

  /// The same files in another folder.
  public static List<GeneratedFile> copies(String folder, List<GeneratedFile> files) {
    return files.stream()
        .map(file -> new GeneratedFile(folder + "/" + name(file), file.text()))
        .toList();
  }

  /// What makes the files of a folder one thing to apply.
  public static GeneratedFile kustomization(String folder, List<String> names) {
    String list = names.stream().map(name -> "  - " + name + "\n").collect(Collectors.joining());
    return new GeneratedFile(
        folder + "/kustomization.yaml",
        HEADER
            + "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n"
            + list);
  }

  private static List<String> names(List<GeneratedFile> files) {
    return files.stream().map(Manifests::name).toList();
  }

  private static String name(GeneratedFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  private static GeneratedFile file(String folder, String name, List<HasMetadata> objects) {
    StringBuilder text = new StringBuilder(HEADER);
    for (HasMetadata object : objects) {
      try {
        text.append(YAML.writeValueAsString(object));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("write " + name, e);
      }
    }
    return new GeneratedFile(folder + "/" + name, text.toString());
  }
}
