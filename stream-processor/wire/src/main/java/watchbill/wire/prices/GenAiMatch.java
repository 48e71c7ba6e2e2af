package watchbill.wire.prices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import watchbill.core.money.ModelMatch;

/// The rules for names in genai-prices.
final class GenAiMatch {
  private GenAiMatch() {}

  /// @throws LeftOut.Reason for a rule that is not known
  static ModelMatch read(Fields match) {
    if (match.values().size() != 1) {
      throw unknown();
    }
    Map.Entry<String, JsonValue> rule = match.values().entrySet().iterator().next();
    return switch (rule.getValue()) {
      case JsonValue.Text text -> ofText(rule.getKey(), text.text());
      case JsonValue.Arr list -> ofList(rule.getKey(), parts(match.place(rule.getKey()), list));
      case JsonValue _ -> throw unknown();
    };
  }

  private static ModelMatch ofText(String rule, String text) {
    return switch (rule) {
      case "equals" -> new ModelMatch.EqualTo(text);
      case "starts_with" -> new ModelMatch.StartsWith(text);
      case "ends_with" -> new ModelMatch.EndsWith(text);
      case "contains" -> new ModelMatch.Contains(text);
      case "regex" -> new ModelMatch.Regex(pattern(text));
      default -> throw unknown();
    };
  }

  private static ModelMatch ofList(String rule, List<ModelMatch> parts) {
    return switch (rule) {
      case "or" -> new ModelMatch.AnyOf(parts);
      case "and" -> new ModelMatch.AllOf(parts);
      default -> throw unknown();
    };
  }

  private static List<ModelMatch> parts(String place, JsonValue.Arr list) {
    List<ModelMatch> parts = new ArrayList<>();
    for (JsonValue part : list.items()) {
      parts.add(read(Fields.of(place, part)));
    }
    return parts;
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException _) {
      throw unknown();
    }
  }

  private static LeftOut.Reason unknown() {
    return new LeftOut.Reason("models with a rule for names that is not known");
  }
}
