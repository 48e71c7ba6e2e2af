package watchbill.connectors.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One section of a configuration, read by typed getters. Every getter takes the key's path from
/// this section (`nats.url`) and the value that holds where the key is absent or empty; each throws
/// [ConfigError] when what is there is not what was wanted.
///
/// A key that no getter asked for is unknown: ask for all keys whatever their values, then call
/// [#refuseUnknown()] on the outermost section. For one thread.
public final class ConfigSection {
  private final String path;
  private final Map<String, Node> nodes;
  private final ConfigContext context;
  private final Map<String, List<ConfigSection>> asked = new LinkedHashMap<>();

  ConfigSection(String path, Map<String, Node> nodes, ConfigContext context) {
    this.path = path;
    this.nodes = nodes;
    this.context = context;
  }

  /// A text that is not empty.
  public String text(String key, String otherwise) {
    return value(key, otherwise, "a text", text -> Optional.of(text).filter(t -> !t.isEmpty()));
  }

  /// A text that must be there.
  public String text(String key) {
    String text = text(key, "");
    if (text.isEmpty()) {
      throw error(key, "a text", "nothing");
    }
    return text;
  }

  /// `true` or `false`.
  public boolean flag(String key, boolean otherwise) {
    return value(
        key,
        otherwise,
        "true or false",
        text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /// A whole number from `min` to `max`.
  public long number(String key, long otherwise, long min, long max) {
    return value(
        key, otherwise, "a number from " + min + " to " + max, text -> whole(text, min, max));
  }

  /// A TCP port; 0 stands for any free one.
  public int port(String key, int otherwise) {
    return value(
        key,
        otherwise,
        "a port from 0 to 65535",
        text -> whole(text, 0, 65_535).map(Long::intValue));
  }

  /// A duration from `min` to `max`, as [DurationText] reads it.
  public Duration duration(String key, Duration otherwise, Duration min, Duration max) {
    String want = "a duration from " + DurationText.of(min) + " to " + DurationText.of(max);
    return value(
        key,
        otherwise,
        want,
        text ->
            DurationText.parse(text).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0));
  }

  /// A number of bytes from `min` to `max`, as [SizeText] reads it.
  public long size(String key, long otherwise, long min, long max) {
    String want = "a size from " + SizeText.of(min) + " to " + SizeText.of(max);
    return value(
        key,
        otherwise,
        want,
        text -> {
          OptionalLong bytes = SizeText.parse(text);
          return bytes.isPresent() && bytes.getAsLong() >= min && bytes.getAsLong() <= max
              ? Optional.of(bytes.getAsLong())
              : Optional.empty();
        });
  }

  /// One constant of an enum, written in lower case with `-` for `_`.
  public <E extends Enum<E>> E choice(String key, E otherwise) {
    List<E> constants = List.of(otherwise.getDeclaringClass().getEnumConstants());
    String want = constants.stream().map(ConfigSection::written).collect(Collectors.joining(", "));
    return value(
        key,
        otherwise,
        "one of " + want,
        text -> constants.stream().filter(c -> written(c).equals(text)).findFirst());
  }

  /// A list of texts that are not empty.
  public List<String> texts(String key, List<String> otherwise) {
    Optional<List<Node>> items = items(key, "a list of texts");
    if (items.isEmpty()) {
      return otherwise;
    }
    List<String> texts = new ArrayList<>();
    for (Node item : items.get()) {
      texts.add(textOf(item, KeyPath.item(full(key), texts.size())));
    }
    return texts;
  }

  /// Texts by key; any key will do.
  public Map<String, String> textsByKey(String key, Map<String, String> otherwise) {
    return switch (find(key)) {
      case Node.Empty _ -> otherwise;
      case Node.Keys keys -> {
        Map<String, String> texts = new LinkedHashMap<>();
        keys.nodes().forEach((k, v) -> texts.put(k, textOf(v, KeyPath.join(full(key), k))));
        yield texts;
      }
      case Node.Scalar other -> throw error(key, "texts by key", other.words());
      case Node.Items other -> throw error(key, "texts by key", other.words());
    };
  }

  /// What `parser` makes of a text; empty where the key is absent, refused with `want` where the
  /// parser gives nothing.
  public <T> Optional<T> parsed(String key, String want, Function<String, Optional<T>> parser) {
    if (find(key) instanceof Node.Empty) {
      return Optional.empty();
    }
    if (find(key) instanceof Node.Scalar scalar) {
      return Optional.of(parser.apply(scalar.text()).orElseThrow(() -> refusal(key, want)));
    }
    throw refusal(key, want);
  }

  /// Refuses the key as it stands, or because it is missing.
  public ConfigError refusal(String key, String want) {
    return error(key, want, find(key).words());
  }

  /// A file or folder, which need not exist; a relative one starts at the configuration's folder.
  public Optional<Path> path(String key) {
    String text = text(key, "");
    return text.isEmpty() ? Optional.empty() : Optional.of(context.folder().resolve(text));
  }

  /// A secret, which never stands in the configuration itself: `{file: PATH}`, whose last line
  /// break does not count, or `{env: NAME}`.
  public Optional<Secret> secret(String key) {
    Node node = find(key);
    if (node instanceof Node.Empty) {
      return Optional.empty();
    }
    if (!(node instanceof Node.Keys keys)) {
      throw error(key, "{file: PATH} or {env: NAME}", "a value in the file itself");
    }
    return Optional.of(new SecretPlace(full(key), keys, context).read());
  }

  /// The section under this key; one without keys where it is absent.
  public ConfigSection section(String key) {
    int dot = key.indexOf('.');
    if (dot > 0) {
      return section(key.substring(0, dot)).section(key.substring(dot + 1));
    }
    List<ConfigSection> known = asked.getOrDefault(key, List.of());
    if (!known.isEmpty()) {
      return known.getFirst();
    }
    ConfigSection section = child(full(key), find(key));
    asked.put(key, List.of(section));
    return section;
  }

  /// The sections of the list under this key; none where it is absent.
  public List<ConfigSection> sections(String key) {
    List<Node> items = items(key, "a list of sections").orElse(List.of());
    List<ConfigSection> sections = new ArrayList<>();
    for (Node item : items) {
      sections.add(child(KeyPath.item(full(key), sections.size()), item));
    }
    asked.put(key, sections);
    return sections;
  }

  /// Refuses a key of former versions, naming the one that took its place.
  public void retired(String key, String newName) {
    if (!(find(key) instanceof Node.Empty)) {
      throw error(key, newName + " (its new name)", "the retired name");
    }
  }

  /// Refuses the first key, here or in any section that was asked for, that no getter asked for.
  public void refuseUnknown() {
    for (String key : nodes.keySet()) {
      if (!asked.containsKey(key)) {
        throw new ConfigError(KeyPath.join(path, key), wantInsteadOf(key), "an unknown key");
      }
    }
    asked.values().stream().flatMap(List::stream).forEach(ConfigSection::refuseUnknown);
  }

  private String wantInsteadOf(String key) {
    int dot = key.indexOf('.');
    if (dot > 0 && asked.containsKey(key.substring(0, dot))) {
      return "the section " + key.substring(0, dot) + " with " + key.substring(dot + 1);
    }
    Optional<String> nearest = NearestKey.of(key, asked.keySet());
    if (nearest.isPresent()) {
      return full(nearest.get());
    }
    return asked.isEmpty() ? "no keys here" : "one of " + String.join(", ", asked.keySet());
  }

  private Node find(String key) {
    int dot = key.indexOf('.');
    if (dot > 0) {
      return section(key.substring(0, dot)).find(key.substring(dot + 1));
    }
    asked.putIfAbsent(key, List.of());
    return nodes.getOrDefault(key, new Node.Empty());
  }

  private <T> T value(String key, T otherwise, String want, Function<String, Optional<T>> parser) {
    return switch (find(key)) {
      case Node.Empty _ -> otherwise;
      case Node.Scalar scalar ->
          parser.apply(scalar.text()).orElseThrow(() -> error(key, want, scalar.words()));
      case Node.Items other -> throw error(key, want, other.words());
      case Node.Keys other -> throw error(key, want, other.words());
    };
  }

  private Optional<List<Node>> items(String key, String want) {
    return switch (find(key)) {
      case Node.Empty _ -> Optional.empty();
      case Node.Items items -> Optional.of(items.nodes());
      case Node.Scalar other -> throw error(key, want, other.words());
      case Node.Keys other -> throw error(key, want, other.words());
    };
  }

  private ConfigSection child(String childPath, Node node) {
    return switch (node) {
      case Node.Keys keys -> new ConfigSection(childPath, keys.nodes(), context);
      case Node.Empty _ -> new ConfigSection(childPath, Map.of(), context);
      case Node.Scalar other -> throw new ConfigError(childPath, "a section", other.words());
      case Node.Items other -> throw new ConfigError(childPath, "a section", other.words());
    };
  }

  private static String textOf(Node node, String at) {
    if (node instanceof Node.Scalar scalar && !scalar.text().isEmpty()) {
      return scalar.text();
    }
    throw new ConfigError(at, "a text", node.words());
  }

  private static Optional<Long> whole(String text, long min, long max) {
    if (!text.matches("-?\\d{1,18}")) {
      return Optional.empty();
    }
    long number = Long.parseLong(text);
    return number < min || number > max ? Optional.empty() : Optional.of(number);
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String full(String key) {
    return path.isEmpty() ? key : path + '.' + key;
  }

  private ConfigError error(String key, String want, String have) {
    return new ConfigError(full(key), want, have);
  }
}
