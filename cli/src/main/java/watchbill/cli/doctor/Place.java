package watchbill.cli.doctor;

import java.time.Duration;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.http.Asker;
import watchbill.connectors.http.HttpQuestion;

/// Where another part of the installation answers HTTP, and who we are to it.
///
/// @param name such as `prometheus`
/// @param key what the address is called in errors
/// @param url empty when nobody said it
public record Place(String name, String key, String url, Asker asker) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The place of a section with the keys `url`, `user`, `password`, `token` and `tls`.
  static Place of(ConfigSection section, String name) {
    return new Place(
        name, "doctor." + name + ".url", section.text("url", ""), Asker.of(section));
  }

  /// The same at another address, where one is given.
  public Place at(String other) {
    return other.isEmpty() ? this : new Place(name, "doctor: --" + name, other, asker);
  }

  /// Whether there is an address.
  public boolean known() {
    return !url.isEmpty();
  }

  /// To ask it.
  ///
  /// @throws watchbill.connectors.config.ConfigError when the address is none
  HttpQuestion question() {
    return new HttpQuestion(key, url, PATIENCE, asker);
  }
}
