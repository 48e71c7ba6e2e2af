package watchbill.connectors.config;

import java.util.List;
import java.util.Map;

/// One value of a configuration file.
sealed interface Node {
  /// What is there, in the words of an error message.
  String words();

  /// Nothing after the colon; the same as a key that is not there.
  record Empty() implements Node {
    @Override
    public String words() {
      return "nothing";
    }
  }

  /// A text, number or boolean as it was written.
  record Scalar(String text) implements Node {
    private static final int SHOWN = 60;

    @Override
    public String words() {
      if (text.isEmpty()) {
        return "an empty text";
      }
      String line = text.codePoints().anyMatch(Character::isISOControl) ? "a text of lines" : text;
      return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
  }

  /// A list of values.
  record Items(List<Node> nodes) implements Node {
    @Override
    public String words() {
      return "a list";
    }
  }

  /// Values by key, in the order of the file.
  record Keys(Map<String, Node> nodes) implements Node {
    @Override
    public String words() {
      return "a section";
    }
  }
}
