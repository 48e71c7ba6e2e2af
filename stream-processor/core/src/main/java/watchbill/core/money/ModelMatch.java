package watchbill.core.money;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which names a model goes by, where a price file says so by a rule: genai-prices does.
public sealed interface ModelMatch {
  /// Whether a model of this name is meant.
  boolean takes(String name);

  /// This very name.
  record EqualTo(String text) implements ModelMatch {
    @Override
    public boolean takes(String name) {
      return name.equals(text);
    }

    @Override
    public String toString() {
      return "equals " + text;
    }
  }

  /// Names that begin so.
  record StartsWith(String text) implements ModelMatch {
    @Override
    public boolean takes(String name) {
      return name.startsWith(text);
    }

    @Override
    public String toString() {
      return "starts with " + text;
    }
  }

  /// Names that end so.
  record EndsWith(String text) implements ModelMatch {
    @Override
    public boolean takes(String name) {
      return name.endsWith(text);
    }

    @Override
    public String toString() {
      return "ends with " + text;
    }
  }

  /// Names with this in them.
  record Contains(String text) implements ModelMatch {
    @Override
    public boolean takes(String name) {
      return name.contains(text);
    }

    @Override
    public String toString() {
      return "contains " + text;
    }
  }

  /// Names in which this expression is found.
  record Regex(Pattern pattern) implements ModelMatch {
    @Override
    public boolean takes(String name) {
      return pattern.matcher(name).find();
    }

    @Override
    public String toString() {
      return "matches " + pattern;
    }
  }

  /// Names that one of these takes.
  record AnyOf(List<ModelMatch> parts) implements ModelMatch {
    public AnyOf {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean takes(String name) {
      return parts.stream().anyMatch(part -> part.takes(name));
    }

    @Override
    public String toString() {
      return joined(parts, " or ");
    }
  }

  /// Names that all of these take.
  record AllOf(List<ModelMatch> parts) implements ModelMatch {
    public AllOf {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean takes(String name) {
      return parts.stream().allMatch(part -> part.takes(name));
    }

    @Override
    public String toString() {
      return joined(parts, " and ");
    }
  }

  /// A match of the name as it is, or of the same in lower case: genai-prices compares so.
  record AnyCase(ModelMatch of) implements ModelMatch {
    @Override
    public boolean takes(String name) {
      return of.takes(name) || of.takes(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
      return of.toString();
    }
  }

  private static String joined(List<ModelMatch> parts, String between) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(between));
  }
}
