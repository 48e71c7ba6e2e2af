package watchbill.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The similarity hash of a tool call's arguments: what an agent sends as `args_sketch`.
/// `docs/args-sketch.md` defines it, with test vectors, for agents in other languages.
///
/// Arguments that are alike get sketches that differ in few of 64 bits; those that differ only in
/// the order of their keys, in white space, in empty values or in whether a number stands in quotes
/// get the same. It is a SimHash (Charikar, "Similarity estimation techniques from rounding
/// algorithms", 2002) over runs of four bytes of each value, each with the value's path.
public final class ArgsSketch {
  /// The sketch of arguments of which nothing is left: no sketch.
  public static final long NONE = 0;

  private static final JsonFactory JSON = new JsonFactory();

  /// How many bytes a shingle has.
  private static final int SHINGLE = 4;

  private static final long FNV_START = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  /// Whole numbers are exact in a double up to here.
  private static final double EXACT = 1L << 53;

  private final int[] votes = new int[Long.SIZE];
  private boolean empty = true;

  private ArgsSketch() {}

  /// The sketch of arguments in JSON, in UTF-8. What is no JSON is taken for one text.
  public static long of(byte[] json) {
    ArgsSketch sketch = new ArgsSketch();
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      sketch.value(in, FNV_START);
      if (in.nextToken() != null) {
        throw new IOException("more than one value");
      }
    } catch (IOException _) {
      sketch = new ArgsSketch();
      sketch.leaf(FNV_START, json);
    }
    return sketch.bits();
  }

  /// A sketch as it stands in an event: 16 lower-case hexadecimal digits.
  public static String text(long sketch) {
    return HexFormat.of().toHexDigits(sketch);
  }

  /// Takes the value at which the parser stands.
  ///
  /// @param path the hash of the value's path
  private void value(JsonParser in, long path) throws IOException {
    switch (in.currentToken()) {
      case START_OBJECT -> {
        while (in.nextToken() != JsonToken.END_OBJECT) {
          long inner = fnv(path, utf8("." + in.currentName()));
          in.nextToken();
          value(in, inner);
        }
      }
      case START_ARRAY -> {
        long inner = fnv(path, utf8("[]"));
        while (in.nextToken() != JsonToken.END_ARRAY) {
          value(in, inner);
        }
      }
      case VALUE_STRING, VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT ->
          leaf(path, utf8(in.getText()));
      case VALUE_NUMBER_FLOAT -> leaf(path, utf8(number(in.getText())));
      case null -> throw new IOException("no value");
      default -> {}
    }
  }

  /// `1.0` and `1e0` are `1`; other fractions stay as they are written.
  private static String number(String literal) {
    double value = Double.parseDouble(literal);
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? Long.toString((long) value)
        : literal;
  }

  private void leaf(long path, byte[] value) {
    byte[] bytes = new byte[value.length];
    int length = 0;
    for (byte b : value) {
      if (!isSpace(b)) {
        bytes[length++] = b;
      }
    }
    if (length == 0) {
      return;
    }
    long prefix = fnv(path, new byte[1]);
    for (int from = 0; from == 0 || from + SHINGLE <= length; from++) {
      vote(mixed(fnv(prefix, bytes, from, Math.min(from + SHINGLE, length))));
    }
    empty = false;
  }

  private void vote(long hash) {
    for (int bit = 0; bit < votes.length; bit++) {
      votes[bit] += (hash >>> bit & 1) == 0 ? -1 : 1;
    }
  }

  private long bits() {
    if (empty) {
      return NONE;
    }
    long bits = 0;
    for (int bit = 0; bit < votes.length; bit++) {
      if (votes[bit] > 0) {
        bits |= 1L << bit;
      }
    }
    return bits == NONE ? 1 : bits;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long fnv(long hash, byte[] bytes) {
    return fnv(hash, bytes, 0, bytes.length);
  }

  /// FNV-1a, 64 bits (Fowler, Noll, Vo).
  private static long fnv(long start, byte[] bytes, int from, int to) {
    long hash = start;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood, 2014): FNV's high bits hardly see the last
  /// byte.
  private static long mixed(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
