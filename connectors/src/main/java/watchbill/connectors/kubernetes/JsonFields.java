package watchbill.connectors.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// Walks over JSON of which only some fields matter. What is not of the wanted kind is passed over.
/// The parser stands on the first token of a value before each call, and on its last one after it.
final class JsonFields {
  /// Takes one value, or leaves it where it is.
  @FunctionalInterface
  interface Taker {
    void take(String field, JsonParser at) throws IOException;
  }

  /// Takes one item of a list.
  @FunctionalInterface
  interface ItemTaker {
    void take(JsonParser at) throws IOException;
  }

  private JsonFields() {}

  /// Gives each field of the object that begins here.
  static void each(JsonParser at, Taker taker) throws IOException {
    if (at.currentToken() != JsonToken.START_OBJECT) {
      at.skipChildren();
      return;
    }
    while (at.nextToken() == JsonToken.FIELD_NAME) {
      String field = at.currentName();
      at.nextToken();
      taker.take(field, at);
      at.skipChildren(); // passes over what was not taken, and does nothing else
    }
  }

  /// Gives each item of the list that begins here.
  static void items(JsonParser at, ItemTaker taker) throws IOException {
    if (at.currentToken() != JsonToken.START_ARRAY) {
      at.skipChildren();
      return;
    }
    while (at.nextToken() != JsonToken.END_ARRAY && at.currentToken() != null) {
      taker.take(at);
      at.skipChildren();
    }
  }

  /// The text here; empty when there is none.
  static String text(JsonParser at) throws IOException {
    return at.currentToken() == JsonToken.VALUE_STRING ? at.getText() : "";
  }

  /// The whole number here; -1 when there is none, or one that no amount can be: the kubelet's
  /// unsigned numbers have wrapped before
  /// (<https://github.com/kubernetes/kubernetes/issues/82195>).
  static long amount(JsonParser at) throws IOException {
    return at.currentToken() == JsonToken.VALUE_NUMBER_INT
            && at.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        ? Math.max(-1, at.getLongValue())
        : -1;
  }
}
