package watchbill.exporter.page;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes bytes into pieces of 64 KiB, so that a large page needs no second, larger array.
final class Pieces extends OutputStream {
  private static final int SIZE = 64 << 10;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] current = new byte[SIZE];
  private int length;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int from = offset;
    int left = count;
    while (left > 0) {
      if (length == SIZE) {
        full.add(current);
        current = new byte[SIZE];
        length = 0;
      }
      int n = Math.min(left, SIZE - length);
      System.arraycopy(bytes, from, current, length, n);
      length += n;
      from += n;
      left -= n;
    }
  }

  /// How many bytes were written.
  long size() {
    return (long) full.size() * SIZE + length;
  }

  /// All that was written.
  List<byte[]> toList() {
    List<byte[]> all = new ArrayList<>(full);
    all.add(Arrays.copyOf(current, length));
    return all;
  }
}
