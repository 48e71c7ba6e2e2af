package watchbill.wire.otlp;

import watchbill.core.AgentKey;

/// One log record or span as it is read: whose, when, what. Used again for the next.
final class Item {
  Sender sender = new Sender(new AgentKey("-", "-"), "", "", "", "", "");
  final Attributes attributes = new Attributes();
  String name = "";
  long atMillis;

  /// The time in nanoseconds, as it was sent.
  long nanos;

  String text(Key key) {
    return attributes.text(key);
  }

  /// The first of them that is there and not empty.
  String text(Key first, Key second) {
    return attributes.text(first, second);
  }

  /// A count; 0 when it is not there.
  long count(Key key) {
    return Math.max(0, attributes.count(key));
  }

  /// A name for what happened: the same when it is sent again.
  String print(String... more) {
    String[] texts = new String[more.length + 7];
    texts[0] = sender.agent().agent();
    texts[1] = sender.service();
    texts[2] = name;
    texts[3] = Long.toString(nanos);
    texts[4] = text(Key.SESSION);
    texts[5] = text(Key.EVENT_SEQUENCE);
    texts[6] = text(Key.PROMPT);
    System.arraycopy(more, 0, texts, 7, more.length);
    return Names.print(texts);
  }
}
