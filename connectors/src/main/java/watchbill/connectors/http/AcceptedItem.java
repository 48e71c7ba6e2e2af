package watchbill.connectors.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One item of an `Accept` or `Accept-Encoding` header
/// (<https://www.rfc-editor.org/rfc/rfc9110#section-12.5>).
///
/// @param name in lower case
/// @param parameters by name in lower case, without `q`
/// @param quality from 0, which means never, to 1
public record AcceptedItem(String name, Map<String, String> parameters, double quality) {
  private static final Pattern QUALITY = Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?");

  /// The items of a header, in its order. What cannot be read is left out.
  public static List<AcceptedItem> listOf(String header) {
    List<AcceptedItem> items = new ArrayList<>();
    for (String text : header.split(",", -1)) {
      String[] parts = text.split(";", -1);
      String name = parts[0].strip().toLowerCase(Locale.ROOT);
      Map<String, String> parameters = parameters(parts);
      double quality = quality(parameters.remove("q"));
      if (!name.isEmpty() && quality >= 0) {
        items.add(new AcceptedItem(name, parameters, quality));
      }
    }
    return items;
  }

  private static Map<String, String> parameters(String[] parts) {
    Map<String, String> parameters = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        String key = parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT);
        parameters.put(key, unquoted(parts[i].substring(equals + 1).strip()));
      }
    }
    return parameters;
  }

  /// 1 where none is given; -1 where it is not one.
  private static double quality(@Nullable String text) {
    if (text == null) {
      return 1;
    }
    return QUALITY.matcher(text).matches() ? Double.parseDouble(text) : -1;
  }

  private static String unquoted(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
