package watchbill.wire.otlp;

/// What is believed as a count: whole numbers from 0 to 10^12.
final class Counts {
  /// What stands for one that is not believed.
  static final long BAD = -2;

  private static final long MOST = 1_000_000_000_000L;

  private Counts() {}

  static long of(long number) {
    return number < 0 || number > MOST ? BAD : number;
  }

  static long of(double number) {
    long whole = Math.round(number);
    return Math.abs(number - whole) > 1e-3 ? BAD : of(whole);
  }

  static long of(String text) {
    if (text.isEmpty()) {
      return -1;
    }
    if (text.length() > 15) {
      return BAD;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return BAD;
      }
      number = number * 10 + (c - '0');
    }
    return of(number);
  }
}
