package watchbill.alerts.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// PromQL as far as it has to be understood to change it somewhere: a row of words, numbers,
/// durations, comparators and matchers, and what stands between them.
record Expression(List<Token> tokens) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<matchers>\\{(?:[^\"{}]|\"(?:\\\\.|[^\"\\\\])*\")*})"
              + "|(?<duration>(?:\\d+(?:ms|[smhdwy]))+)"
              + "|(?<number>\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)"
              + "|(?<word>[A-Za-z_:][A-Za-z0-9_:]*)"
              + "|(?<comparator>[=!<>]=|[<>])"
              + "|(?<other>\\s+|.)",
          Pattern.DOTALL);
  private static final Pattern MATCHER =
      Pattern.compile("\\w+(?:=~|!~|!=|=)\"(?:\\\\.|[^\"\\\\])*\"");

  /// What a token is.
  enum Kind {
    MATCHERS,
    DURATION,
    NUMBER,
    WORD,
    COMPARATOR,
    OTHER
  }

  /// A piece of an expression.
  record Token(Kind kind, String text) {}

  /// An expression that is changed in one place.
  ///
  /// @param change what was changed, in words that are unique in the expression
  record Changed(String change, Expression expression) {}

  static Expression of(String text) {
    return new Expression(
        TOKEN.matcher(text).results().map(found -> new Token(kind(found), found.group())).toList());
  }

  private static Kind kind(MatchResult found) {
    return Stream.of(Kind.values())
        .filter(kind -> found.group(kind.name().toLowerCase(Locale.ROOT)) != null)
        .findFirst()
        .orElseThrow();
  }

  /// Whether this name stands in it.
  boolean names(String name) {
    return tokens.contains(new Token(Kind.WORD, name));
  }

  /// The expression with other names for some.
  Expression renamed(Map<String, String> names) {
    return new Expression(
        tokens.stream()
            .map(token -> token.kind() == Kind.WORD ? renamed(token, names) : token)
            .toList());
  }

  private static Token renamed(Token token, Map<String, String> names) {
    return new Token(Kind.WORD, names.getOrDefault(token.text(), token.text()));
  }

  /// All that is nearly this expression.
  List<Changed> mutants() {
    var mutants = new ArrayList<Changed>();
    for (int i = 0; i < tokens.size(); i++) {
      for (String other : Changes.of(tokens.get(i))) {
        var changed = new ArrayList<>(tokens);
        changed.set(i, new Token(tokens.get(i).kind(), other));
        mutants.add(new Changed(words(i, other), new Expression(changed)));
      }
    }
    return mutants;
  }

  private String words(int at, String other) {
    Token token = tokens.get(at);
    long before = tokens.subList(0, at).stream().filter(token::equals).count();
    String which = before == 0 ? "" : " (the " + (before + 1) + ". one)";
    return token.text() + which + " becomes " + (other.isEmpty() ? "nothing" : other);
  }

  /// The matchers in braces, one by one.
  static List<String> matchers(String braces) {
    return MATCHER.matcher(braces).results().map(MatchResult::group).toList();
  }

  @Override
  public String toString() {
    return tokens.stream().map(Token::text).collect(Collectors.joining());
  }
}
