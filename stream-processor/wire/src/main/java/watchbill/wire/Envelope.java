package watchbill.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import watchbill.wire.Decoded.Rejected;

/// The CloudEvents attributes of one event. Attributes that are not read here may be anything.
///
/// Used again for each event, by one thread.
final class Envelope {
  private static final String VERSION = "1.0";

  private final String[] texts = new String[Attribute.values().length];
  private int seen;
  private @Nullable Rejected problem;

  /// Reads one event, whose opening brace is the parser's current token, and its data.
  void read(JsonParser json, DataFields data) throws IOException {
    seen = 0;
    problem = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      Attribute attribute = Attribute.named(json.currentName());
      JsonToken value = json.nextToken();
      if (attribute == null || value == JsonToken.VALUE_NULL) {
        json.skipChildren();
      } else if ((seen & attribute.bit()) != 0) {
        refuse(RejectReason.DUPLICATE_KEY, attribute, "once");
        json.skipChildren();
      } else {
        seen |= attribute.bit();
        readValue(attribute, value, json, data);
      }
    }
  }

  private void readValue(Attribute attribute, JsonToken value, JsonParser json, DataFields data)
      throws IOException {
    if (attribute == Attribute.DATA) {
      if (value == JsonToken.START_OBJECT) {
        data.read(json);
      } else {
        refuse(RejectReason.WRONG_TYPE, attribute, "an object");
        json.skipChildren();
      }
    } else if (value == JsonToken.VALUE_STRING) {
      String text = json.getText();
      texts[attribute.slot] = text;
      RejectReason flaw = Text.flawOf(text);
      if (flaw != null) {
        refuse(flaw, attribute, "a text of at most " + Text.MAX_BYTES + " bytes");
      }
    } else {
      refuse(RejectReason.WRONG_TYPE, attribute, "a text");
      json.skipChildren();
    }
  }

  /// Why no event can be in this envelope; `null` when one can.
  @Nullable Rejected problem() {
    if (problem == null) {
      for (Attribute attribute : REQUIRED) {
        if (text(attribute).isEmpty()) {
          refuse(RejectReason.MISSING_FIELD, attribute, "a text");
        }
      }
      if (!text(Attribute.SPECVERSION).equals(VERSION)) {
        refuse(RejectReason.BAD_SPECVERSION, Attribute.SPECVERSION, VERSION);
      }
    }
    return problem;
  }

  private static final Attribute[] REQUIRED = {
    Attribute.SPECVERSION, Attribute.ID, Attribute.SOURCE, Attribute.TYPE
  };

  /// The text of an attribute; empty when it is absent.
  String text(Attribute attribute) {
    return (seen & attribute.bit()) == 0 ? "" : texts[attribute.slot];
  }

  private void refuse(RejectReason reason, Attribute attribute, String want) {
    if (problem == null) {
      problem = new Rejected(reason, attribute.text + ": want " + want);
    }
  }
}
