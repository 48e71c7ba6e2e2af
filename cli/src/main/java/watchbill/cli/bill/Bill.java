package watchbill.cli.bill;

import java.math.BigInteger;
import java.util.List;

/// What a recording cost. Exact; every section sums to [#picoUsd].
///
/// @param fromMillis when the first response was heard, in milliseconds since the epoch; 0 for none
/// @param toMillis when the last one was
/// @param picoUsd the price of all tokens that have one
/// @param responses distinct model responses
/// @param tokens of all classes together
/// @param unpricedTokens those of them for which there is no price; they are in no amount
/// @param staleResponses responses too old to say whether they had been counted; they are in none
///   of the other figures
/// @param sections the ways in which it is split
public record Bill(
    long fromMillis,
    long toMillis,
    BigInteger picoUsd,
    long responses,
    long tokens,
    long unpricedTokens,
    long staleResponses,
    List<Section> sections) {
  public Bill {
    sections = List.copyOf(sections);
  }

  /// Whether it is of no responses at all.
  public boolean isEmpty() {
    return responses == 0 && staleResponses == 0;
  }

  /// The section of this name.
  public Section section(String name) {
    return sections.stream()
        .filter(section -> section.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("bill: no section " + name));
  }
}
