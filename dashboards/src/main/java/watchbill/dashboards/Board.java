package watchbill.dashboards;

import java.util.List;
import java.util.regex.Pattern;

/// A board.
///
/// @param uid its name in addresses; never changes
/// @param description what questions it answers
public record Board(
    String uid, String title, String description, List<Variable> variables, List<Row> rows) {
  private static final Pattern UID = Pattern.compile("[a-z0-9-]{1,40}");

  public Board {
    if (!UID.matcher(uid).matches()) {
      throw new IllegalArgumentException(
          "board: want up to 40 small letters, digits and dashes, have " + uid);
    }
    variables = List.copyOf(variables);
    rows = List.copyOf(rows);
  }
}
