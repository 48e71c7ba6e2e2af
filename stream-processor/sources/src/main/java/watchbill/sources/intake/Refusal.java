package watchbill.sources.intake;

import java.util.Locale;

/// Why a request was not taken as a whole.
public enum Refusal {
  /// The path is none of ours, or names what cannot be a name.
  BAD_PATH,
  /// No token, or an unknown one.
  UNAUTHORIZED,
  /// The path names another tenant than the token.
  FORBIDDEN,
  /// The content type or encoding is none that is read.
  UNSUPPORTED,
  /// More bytes than are read.
  TOO_LARGE,
  /// The bytes are not what they should be.
  UNREADABLE,
  /// The tenant brings more events than it may.
  TOO_FAST,
  /// More tenants than are kept.
  TOO_MANY_TENANTS,
  /// It cannot be stored now.
  NOT_STORED;

  /// The reason in lower case, as it stands in labels.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
