package watchbill.cli.doctor;

import java.util.List;
import watchbill.connectors.config.ConfigSection;

/// Where the parts of an installation are that Watchbill itself need not know: the section
/// `doctor`.
///
/// @param watchbill the process itself; by default it is asked on this machine
public record DoctorConfig(Place watchbill, Place prometheus, Place alertmanager, Place grafana) {
  /// The config of this section.
  public static DoctorConfig of(ConfigSection doctor) {
    return new DoctorConfig(
        place(doctor, "watchbill"),
        place(doctor, "prometheus"),
        place(doctor, "alertmanager"),
        place(doctor, "grafana"));
  }

  /// Refuses what is no address, and certificates that cannot be read.
  ///
  /// @throws watchbill.connectors.config.ConfigError that names the key
  public void check() {
    for (Place place : List.of(watchbill, prometheus, alertmanager, grafana)) {
      if (place.known()) {
        place.question().close();
      }
    }
  }

  private static Place place(ConfigSection doctor, String key) {
    return Place.of(doctor.section(key), key);
  }
}
