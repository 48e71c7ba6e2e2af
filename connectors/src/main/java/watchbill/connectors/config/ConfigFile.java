package watchbill.connectors.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a configuration file (YAML or JSON, UTF-8, at most 1 MiB) into a [ConfigSection].
///
/// The caller asks the section for every key that it knows, and then calls
/// [ConfigSection#refuseUnknown()]. Every failure is a [ConfigError].
public final class ConfigFile {
  private static final int MAX_BYTES = 1 << 20;

  private ConfigFile() {}

  /// The content of this file. Relative paths in it are relative to its folder; secrets may name
  /// variables of this process' environment.
  public static ConfigSection read(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return parse(
        file.getFileName() + "",
        text(file.toString(), file, MAX_BYTES),
        folder == null ? file : folder,
        System::getenv);
  }

  /// No file at all: every key has its default.
  public static ConfigSection none() {
    return parse("config", "", Path.of("").toAbsolutePath(), System::getenv);
  }

  /// The section that this text holds.
  ///
  /// @param name stands for the file in errors
  /// @param folder what relative paths are relative to
  /// @param env the environment's variables; null for one that is not set
  public static ConfigSection parse(
      String name, String text, Path folder, Function<String, @Nullable String> env) {
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new ConfigSection(
        "", YamlTree.parse(name, content).nodes(), new ConfigContext(folder, env));
  }

  /// The text of a file of at most `maxBytes`; `key` names it in errors.
  static String text(String key, Path file, int maxBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new ConfigError(key, "at most " + SizeText.of(maxBytes), "more");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ConfigError(key, "text in UTF-8", "other bytes");
    } catch (NoSuchFileException e) {
      throw new ConfigError(key, "a readable file", file + " (not found)");
    } catch (IOException e) {
      String why = Files.isDirectory(file) ? "a folder" : e.getClass().getSimpleName();
      throw new ConfigError(key, "a readable file", file + " (" + why + ")");
    }
  }
}
