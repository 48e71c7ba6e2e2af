package watchbill.wire;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The lower-case words of an enum, as they stand in JSON.
final class Words<E extends Enum<E>> {
  private final Map<String, E> byWord = new HashMap<>();
  private final String list;

  Words(Class<E> type) {
    E[] constants = type.getEnumConstants();
    for (E constant : constants) {
      byWord.put(word(constant), constant);
    }
    list = Arrays.stream(constants).map(Words::word).collect(Collectors.joining(", "));
  }

  /// The constant of this word, if there is one.
  @Nullable E named(String word) {
    return byWord.get(word);
  }

  /// All words, for a message.
  String list() {
    return list;
  }

  /// The word of a constant.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
