package watchbill.connectors.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/// A file for MVStore that stays open when a thread that reads it is interrupted: an ordinary
/// channel is closed by that, for all threads, and the store with it.
final class SteadyFile extends FileBaseDefault {
  private final RandomAccessFile file;

  SteadyFile(RandomAccessFile file) {
    this.file = file;
  }

  @Override
  public synchronized int read(ByteBuffer into, long position) throws IOException {
    byte[] bytes = new byte[into.remaining()];
    file.seek(position);
    int count = file.read(bytes);
    if (count > 0) {
      into.put(bytes, 0, count);
    }
    return count;
  }

  @Override
  public synchronized int write(ByteBuffer from, long position) throws IOException {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    file.seek(position);
    file.write(bytes);
    return bytes.length;
  }

  /// Not with the lock of reading and writing, which go on meanwhile.
  @Override
  public void force(boolean metaData) throws IOException {
    file.getFD().sync();
  }

  @Override
  public long size() throws IOException {
    return file.length();
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    file.setLength(size);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.getChannel().tryLock(position, size, shared);
  }
}
