package watchbill.cli.doctor;

/// What a finding means.
public enum Grade {
  /// As it should be.
  OK("ok"),
  /// It works; something may be lost, or will not work for long.
  WARN("warn"),
  /// It does not work.
  FAIL("fail"),
  /// Nobody was asked.
  NOT_ASKED("-");

  private final String word;

  Grade(String word) {
    this.word = word;
  }

  /// How it is printed.
  public String word() {
    return word;
  }
}
