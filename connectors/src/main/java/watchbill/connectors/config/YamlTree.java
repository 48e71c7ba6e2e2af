package watchbill.connectors.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads YAML 1.1, of which JSON is a part, without turning its scalars into anything else than
/// their text. Refuses what a configuration does not need and an attacker likes: aliases, deep
/// nesting, a second document, a key twice.
final class YamlTree {
  private static final int MAX_DEPTH = 20;
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final String name;
  private final YAMLParser parser;

  private YamlTree(String name, YAMLParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /// The tree of this text; `name` stands for the file in errors.
  static Node.Keys parse(String name, String text) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new YamlTree(name, parser).document();
    } catch (JacksonException e) {
      throw new ConfigError(name, "YAML", syntax(e));
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be read", e);
    }
  }

  private static String syntax(JacksonException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("something else");
    JsonLocation at = e.getLocation();
    return first + (at == null ? "" : " in line " + at.getLineNr());
  }

  private Node.Keys document() throws IOException {
    JsonToken first = parser.nextToken();
    Node root = first == null ? new Node.Empty() : node("", 0);
    if (parser.nextToken() != null) {
      throw new ConfigError(name, "one document", "a second one in " + line());
    }
    return switch (root) {
      case Node.Keys keys -> keys;
      case Node.Empty _ -> new Node.Keys(Map.of());
      case Node.Scalar _, Node.Items _ -> throw new ConfigError(name, "a section", root.words());
    };
  }

  private Node node(String path, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new ConfigError(name, "at most " + MAX_DEPTH + " levels", "more in " + line());
    }
    if (parser.isCurrentAlias()) {
      throw new ConfigError(path, "a value", "the alias *" + parser.getText());
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> keys(path, depth);
      case START_ARRAY -> items(path, depth);
      case VALUE_NULL -> new Node.Empty();
      default -> new Node.Scalar(parser.getText());
    };
  }

  private Node.Keys keys(String path, int depth) throws IOException {
    Map<String, Node> nodes = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String keyPath = KeyPath.join(path, key);
      int line = parser.currentTokenLocation().getLineNr();
      parser.nextToken();
      if (nodes.put(key, node(keyPath, depth + 1)) != null) {
        throw new ConfigError(keyPath, "each key once", "it again in line " + line);
      }
    }
    return new Node.Keys(nodes);
  }

  private Node.Items items(String path, int depth) throws IOException {
    List<Node> nodes = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      nodes.add(node(KeyPath.item(path, nodes.size()), depth + 1));
    }
    return new Node.Items(nodes);
  }

  private String line() {
    return "line " + parser.currentTokenLocation().getLineNr();
  }
}
