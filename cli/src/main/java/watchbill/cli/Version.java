package watchbill.cli;

import picocli.CommandLine.IVersionProvider;

/// Which Watchbill this is.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"watchbill " + text()};
  }

  /// The version of the jar; `dev` when it does not run from one.
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
