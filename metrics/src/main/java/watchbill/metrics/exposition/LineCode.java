package watchbill.metrics.exposition;

import java.util.Arrays;

/// The Huffman codes in which all pages are compressed: one code for literals and lengths and one
/// for distances, the same for every page, so that what was compressed for one scrape is good for
/// all later ones. They are made for lines of exposition text; any other text can be written too,
/// at 13 bits a byte in the worst case.
///
/// A page is one deflate block, whose codes are told once at its beginning
/// (<https://www.rfc-editor.org/rfc/rfc1951>, 3.2.7).
final class LineCode {
  static final int MIN_MATCH = 3;
  static final int MAX_MATCH = 258;

  /// Ends the block.
  static final int END_OF_BLOCK = 256;

  /// How many bits each literal and length has, and each distance, as letters from `a` for 0 on.
  /// Counted over 3,000 blocks of lines of pods, agents and histograms, and over the headers of all
  /// families, with something added for each symbol so that none is missing.
  private static final String LITERAL_BITS =
      "nnnnnnnnnnjnnnnnnnnnnnnnnnnnnnnningnnnnnnnnnifhnfefffffeffnnninnnnnnnnnn"
          + "nnnnnnnnnnnnnnnnnnnnnnninffffffhhihhhhghghgggjhhhmhkninnnnnnnnnnnnnnnnnn"
          + "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
          + "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnhhihhijhfhmkjmjkjhgfinknnnnn";

  private static final String DISTANCE_BITS = "kkkkhhkkgkghficeeeeeddeghkkkkk";

  /// The order in which the lengths of the lengths' own code are told.
  private static final int[] TOLD = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private static final int REPEAT = 16;
  private static final int MOST_REPEATED = 6;
  private static final int TOLD_AT_LEAST = 16;

  private static final byte[] LITERAL_LENGTHS = lengths(LITERAL_BITS);
  private static final byte[] DISTANCE_LENGTHS = lengths(DISTANCE_BITS);
  private static final int[] LITERALS = codes(LITERAL_LENGTHS);
  private static final int[] DISTANCES = codes(DISTANCE_LENGTHS);
  private static final int[] MATCHES = new int[MAX_MATCH + 1];
  private static final byte[] MATCH_LENGTHS = new byte[MAX_MATCH + 1];

  static {
    int length = MIN_MATCH;
    for (int symbol = END_OF_BLOCK + 1; length < MAX_MATCH; symbol++) {
      int extra = Math.max(0, (symbol - 261) / 4);
      for (int i = 0; i < 1 << extra && length < MAX_MATCH; i++, length++) {
        match(length, symbol, extra, i);
      }
    }
    match(MAX_MATCH, 285, 0, 0);
  }

  private LineCode() {}

  /// The bits of a literal's code.
  static int literal(int symbol) {
    return LITERALS[symbol];
  }

  /// How many these are.
  static int literalLength(int symbol) {
    return LITERAL_LENGTHS[symbol];
  }

  /// The bits of a match's length, from 3 to 258, with its extra bits.
  static int match(int length) {
    return MATCHES[length];
  }

  /// How many these are.
  static int matchLength(int length) {
    return MATCH_LENGTHS[length];
  }

  /// The symbol of a distance, from 1 to 32768.
  static int distanceSymbol(int distance) {
    int last = distance - 1;
    if (last < 4) {
      return last;
    }
    int top = 31 - Integer.numberOfLeadingZeros(last);
    return 2 * top + ((last >>> (top - 1)) & 1);
  }

  /// The bits of a distance's code.
  static int distance(int symbol) {
    return DISTANCES[symbol];
  }

  /// How many these are, without the extra bits.
  static int distanceLength(int symbol) {
    return DISTANCE_LENGTHS[symbol];
  }

  /// How many extra bits a distance has: the lowest ones of the distance less one.
  static int distanceExtra(int symbol) {
    return Math.max(0, (symbol >> 1) - 1);
  }

  /// What opens the block: whole bytes. The lengths of the codes are told in a code of sixteen
  /// symbols of four bits each; repetitions are used as far as the bits then fill bytes.
  static byte[] opening() {
    byte[] all = Arrays.copyOf(LITERAL_LENGTHS, LITERAL_LENGTHS.length + DISTANCE_LENGTHS.length);
    System.arraycopy(DISTANCE_LENGTHS, 0, all, LITERAL_LENGTHS.length, DISTANCE_LENGTHS.length);
    for (int repeats = all.length; repeats >= 0; repeats--) {
      for (int told = TOLD_AT_LEAST; told <= TOLD.length; told++) {
        BitSink bits = opening(all, told, repeats);
        if (bits.isAtByte()) {
          return bits.toByteArray();
        }
      }
    }
    throw new IllegalStateException("line code: want an opening of whole bytes, have none");
  }

  /// What ends the block and the page: whole bytes. An empty block is the last one.
  static byte[] closing() {
    BitSink bits = new BitSink();
    bits.add(literal(END_OF_BLOCK), literalLength(END_OF_BLOCK));
    bits.add(0b011, 3);
    bits.add(0, 7);
    bits.toByte();
    return bits.toByteArray();
  }

  private static BitSink opening(byte[] all, int told, int repeats) {
    byte[] own = new byte[TOLD.length];
    Arrays.stream(TOLD).limit(TOLD_AT_LEAST).forEach(symbol -> own[symbol] = 4);
    int[] codes = codes(own);
    BitSink bits = new BitSink();
    bits.add(0b100, 3);
    bits.add(LITERAL_LENGTHS.length - 257, 5);
    bits.add(DISTANCE_LENGTHS.length - 1, 5);
    bits.add(told - 4, 4);
    for (int i = 0; i < told; i++) {
      bits.add(own[TOLD[i]], 3);
    }
    int left = repeats;
    for (int i = 0; i < all.length; i++) {
      int run = runFrom(all, i);
      if (run == MOST_REPEATED && left > 0) {
        bits.add(codes[REPEAT], 4);
        bits.add(MOST_REPEATED - 3, 2);
        i += MOST_REPEATED - 1;
        left--;
      } else {
        bits.add(codes[all[i]], 4);
      }
    }
    return bits;
  }

  /// How many from here on are as the one before, at most as many as one repetition holds.
  private static int runFrom(byte[] all, int at) {
    int run = 0;
    while (at > 0 && run < MOST_REPEATED && at + run < all.length && all[at + run] == all[at - 1]) {
      run++;
    }
    return run;
  }

  private static void match(int length, int symbol, int extra, int extraBits) {
    MATCHES[length] = LITERALS[symbol] | (extraBits << LITERAL_LENGTHS[symbol]);
    MATCH_LENGTHS[length] = (byte) (LITERAL_LENGTHS[symbol] + extra);
  }

  private static byte[] lengths(String letters) {
    byte[] lengths = new byte[letters.length()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (byte) (letters.charAt(i) - 'a');
    }
    return lengths;
  }

  /// The codes with these lengths, in the order of their symbols, the first bit the lowest.
  private static int[] codes(byte[] lengths) {
    int[] codes = new int[lengths.length];
    int next = 0;
    for (int length = 1; length <= 15; length++, next <<= 1) {
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length) {
          codes[symbol] = Integer.reverse(next++) >>> (32 - length);
        }
      }
    }
    return codes;
  }
}
