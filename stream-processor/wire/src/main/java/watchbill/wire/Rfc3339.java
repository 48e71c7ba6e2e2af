package watchbill.wire;

import java.nio.charset.StandardCharsets;

/// Times as RFC 3339 writes them, to and from milliseconds since the epoch.
///
/// Days are counted with Howard Hinnant's `days_from_civil`
/// (https://howardhinnant.github.io/date_algorithms.html).
public final class Rfc3339 {
  /// What [#parse] gives for a text that is no time.
  public static final long BAD = Long.MIN_VALUE;

  private static final long DAY = 86_400_000;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Rfc3339() {}

  /// The time in milliseconds, or [#BAD]. Digits beyond milliseconds are cut off. A leap second
  /// (`:60`, at the end of an hour) is the second after it.
  public static long parse(String text) {
    // 2026-11-22T10:00:00Z
    if (text.length() < 20
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || (text.charAt(10) | 0x20) != 't'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return BAD;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
      return BAD;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return BAD;
    }
    int at = 19;
    int millis = 0;
    if (text.charAt(at) == '.') {
      int start = ++at;
      int scale = 100;
      while (at < text.length() && isDigit(text.charAt(at))) {
        millis += (text.charAt(at) - '0') * scale;
        scale /= 10;
        at++;
      }
      if (at == start) {
        return BAD;
      }
    }
    int offset = offsetMinutes(text, at);
    if (offset == Integer.MIN_VALUE || (second == 60 && Math.floorMod(minute - offset, 60) != 59)) {
      return BAD;
    }
    long seconds = (hour * 60L + minute - offset) * 60 + second;
    return daysFromCivil(year, month, day) * DAY + seconds * 1000 + millis;
  }

  /// The time as text, with milliseconds, in UTC; years 0 to 9999.
  public static String text(long millis) {
    long day = Math.floorDiv(millis, DAY);
    int ms = (int) Math.floorMod(millis, DAY);
    long shifted = day + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    int ofEra = (int) (shifted - era * 146_097);
    int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int fromMarch = (5 * ofYear + 2) / 153;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    if (year < 0 || year > 9999) {
      throw new IllegalArgumentException("time: want a year from 0 to 9999, have " + year);
    }
    byte[] out = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    put(out, 3, (int) year);
    put(out, 6, month);
    put(out, 9, ofYear - (153 * fromMarch + 2) / 5 + 1);
    put(out, 12, ms / 3_600_000);
    put(out, 15, ms / 60_000 % 60);
    put(out, 18, ms / 1000 % 60);
    put(out, 22, ms % 1000);
    return new String(out, StandardCharsets.US_ASCII);
  }

  /// Writes the digits of a number so that the last stands at `last`.
  private static void put(byte[] out, int last, int number) {
    for (int at = last, rest = number; rest > 0; rest /= 10) {
      out[at--] = (byte) ('0' + rest % 10);
    }
  }

  private static int offsetMinutes(String text, int at) {
    if (at == text.length() - 1 && (text.charAt(at) | 0x20) == 'z') {
      return 0;
    }
    if (at != text.length() - 6 || text.charAt(at + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    char sign = text.charAt(at);
    int hours = digits(text, at + 1, 2);
    int minutes = digits(text, at + 4, 2);
    if ((sign != '+' && sign != '-') || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
  }

  private static long daysFromCivil(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear;
    return era * 146_097L + ofEra - 719_468;
  }

  private static int daysOf(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : DAYS[month - 1];
  }

  private static int digits(String text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
