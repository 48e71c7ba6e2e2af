package watchbill.connectors.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.config.ConfigError;

/// What is made of some files, made anew when they have changed. While they are broken, as they are
/// between the first and the last that is replaced, what was made before stays. Any thread.
abstract class Renewed<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Renewed.class);

  private final List<Path> files;
  private final String want;
  private List<byte[]> read = List.of();
  private @Nullable T made;
  private String refused = "";

  /// @param want what the files are to hold, for errors
  Renewed(List<Path> files, String want) {
    this.files = files;
    this.want = want;
  }

  /// Makes it of the files' contents.
  abstract T make(List<byte[]> contents) throws GeneralSecurityException;

  /// What the files hold now.
  ///
  /// @throws ConfigError when they never could be used
  synchronized T now() {
    T before = made;
    try {
      List<byte[]> contents = contents();
      if (before != null && same(contents)) {
        return before;
      }
      T next = make(contents);
      made = next;
      read = contents;
      refused = "";
      return next;
    } catch (IOException e) {
      return kept(before, new ConfigError(paths(), "readable files", e.getClass().getSimpleName()));
    } catch (GeneralSecurityException e) {
      return kept(before, new ConfigError(paths(), want, e.getMessage() + ""));
    }
  }

  private List<byte[]> contents() throws IOException {
    byte[][] contents = new byte[files.size()][];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = Files.readAllBytes(files.get(i));
    }
    return List.of(contents);
  }

  private boolean same(List<byte[]> contents) {
    for (int i = 0; i < contents.size(); i++) {
      if (!Arrays.equals(contents.get(i), read.get(i))) {
        return false;
      }
    }
    return true;
  }

  private T kept(@Nullable T before, ConfigError why) {
    if (before == null) {
      throw why;
    }
    String words = why.getMessage() + "";
    if (!words.equals(refused)) {
      refused = words;
      LOG.warn("tls: kept the old one: {}", words);
    }
    return before;
  }

  private String paths() {
    return String.join(", ", files.stream().map(Path::toString).toList());
  }
}
