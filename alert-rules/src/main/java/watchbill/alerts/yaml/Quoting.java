package watchbill.alerts.yaml;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;

/// What has to stand in quotes in YAML. `0x40` has to, too: to promtool it is 41 times 0, and to
/// other readers of YAML it is 64.
final class Quoting extends StringQuotingChecker.Default {
  private static final long serialVersionUID = 1;

  @Override
  public boolean needToQuoteValue(String value) {
    return super.needToQuoteValue(value) || value.matches("0x\\d+");
  }
}
