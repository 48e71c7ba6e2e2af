package watchbill.alerts.routing;

/// Where Alertmanager finds its secrets.
///
/// @param secret the Kubernetes Secret that holds them, in the namespace of the AlertmanagerConfig
/// @param folder where its entries are files for Alertmanager; without `/` at the end
public record SecretStore(String secret, String folder) {
  /// The folder is the one in which the operator mounts what `spec.secrets` of an Alertmanager
  /// names.
  public static final SecretStore DEFAULT = mounted("watchbill-alerting");

  public SecretStore {
    if (!secret.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
      throw new IllegalArgumentException("secret: want a Secret's name, have " + secret);
    }
    if (folder.isEmpty() || folder.endsWith("/")) {
      throw new IllegalArgumentException(
          "folder: want a folder without / at the end, have " + folder);
    }
  }

  /// A Secret in the folder in which the operator mounts what `spec.secrets` of an Alertmanager
  /// names.
  public static SecretStore mounted(String secret) {
    return new SecretStore(secret, "/etc/alertmanager/secrets/" + secret);
  }

  /// The file of an entry.
  public String file(SecretEntry entry) {
    return folder + "/" + entry.name();
  }
}
