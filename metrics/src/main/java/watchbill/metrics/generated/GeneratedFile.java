package watchbill.metrics.generated;

/// A file that is made from code.
///
/// @param path from the repository's root, with `/`
/// @param text all that is in it; ends in a line feed
public record GeneratedFile(String path, String text) {
  public GeneratedFile {
    if (path.startsWith("/") || path.contains("..") || path.contains("\\")) {
      throw new IllegalArgumentException(
          "generated file: want a path inside the repository, have " + path);
    }
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException(path + ": want a line feed at the end");
    }
  }
}
