package watchbill.connectors.kubernetes;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a pod lacks that no node takes, by the scheduler's own words. They are no contract, so what
/// is not understood has no class, and its words are kept beside.
public enum Shortage {
  GPU("no free GPU", "Insufficient \\S*(gpu|/mig-)"),
  CPU("not enough CPU", "Insufficient cpu"),
  MEMORY("not enough memory", "Insufficient memory"),
  DISK("not enough local disk", "Insufficient ephemeral-storage"),
  PODS("no room for another pod", "Too many pods"),
  PORTS("a port that is taken", "free ports"),
  VOLUME("a volume that is not there", "(?i)volume"),
  TAINT("a taint that it does not tolerate", "taint"),
  /// Affinity, node selectors and topology spread.
  PLACEMENT("no node where it wants to be", "(?i)affinity|selector|topology spread");

  private final String words;
  private final Pattern said;

  Shortage(String words, String said) {
    this.words = words;
    this.said = Pattern.compile(said);
  }

  /// All that the message names; what it says of preemption is left out, since that would have been
  /// a way out.
  public static Set<Shortage> of(String message) {
    int preemption = message.indexOf("preemption:");
    String lacks = preemption < 0 ? message : message.substring(0, preemption);
    Set<Shortage> found = EnumSet.noneOf(Shortage.class);
    for (Shortage one : values()) {
      if (one.said.matcher(lacks).find()) {
        found.add(one);
      }
    }
    if (found.contains(VOLUME) && lacks.contains("volume node affinity")) {
      found.remove(PLACEMENT);
    }
    return found;
  }

  /// The classes in words before the message itself.
  public static String detail(String message) {
    String classes = of(message).stream().map(one -> one.words).collect(Collectors.joining(", "));
    return classes.isEmpty() ? message : classes + " (" + message + ")";
  }
}
