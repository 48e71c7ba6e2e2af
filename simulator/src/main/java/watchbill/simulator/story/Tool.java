package watchbill.simulator.story;

import java.util.SplittableRandom;
import watchbill.core.ToolOutcome;

/// A tool that agents call. Durations (milliseconds) and outcomes follow 10,000 calls in 159
/// recorded sessions of a coding agent: 95 % ok, 4 % errors, 1 % rejected by a person.
///
/// @param errorsPerMille of a thousand calls, how many end with an error
record Tool(String label, Spread millis, int errorsPerMille) {
  static final Tool BASH = new Tool("Bash", new Spread(40, 2_400, 27_000, 180_000, 240_000), 60);
  static final Tool READ = new Tool("Read", new Spread(2, 40, 450, 2_000, 5_000), 25);
  static final Tool EDIT = new Tool("Edit", new Spread(3, 140, 1_200, 33_000, 120_000), 40);
  static final Tool GREP = new Tool("Grep", new Spread(120, 420, 1_100, 3_000, 10_000), 15);
  static final Tool WRITE = new Tool("Write", new Spread(5, 800, 2_000, 60_000, 130_000), 20);
  static final Tool DELEGATE =
      new Tool("Task", new Spread(5_900, 68_000, 140_000, 220_000, 240_000), 30);

  /// Asks for the state of a job, and waits a little.
  static final Tool POLL =
      new Tool("BashOutput", new Spread(8_000, 15_000, 20_000, 25_000, 30_000), 0);

  /// Takes minutes, always.
  static final Tool BUILD =
      new Tool("Build", new Spread(500_000, 530_000, 550_000, 560_000, 570_000), 0);

  private static final int REJECTED_PER_MILLE = 11;

  /// How a call ends.
  ToolOutcome outcome(SplittableRandom random) {
    int place = random.nextInt(1000);
    if (place < errorsPerMille) {
      return ToolOutcome.ERROR;
    }
    return place < errorsPerMille + REJECTED_PER_MILLE ? ToolOutcome.REJECTED : ToolOutcome.OK;
  }

  /// A tool, as often as it is called in the field.
  static Tool any(SplittableRandom random) {
    int place = random.nextInt(100);
    if (place < 32) {
      return BASH;
    } else if (place < 58) {
      return READ;
    } else if (place < 80) {
      return EDIT;
    } else if (place < 94) {
      return GREP;
    } else if (place < 98) {
      return WRITE;
    }
    return DELEGATE;
  }
}
