package watchbill.connectors.nats;

/// A consumer can be read no further; another one can.
final class ConsumerGone extends Exception {
  ConsumerGone(String why) {
    super(why);
  }
}
