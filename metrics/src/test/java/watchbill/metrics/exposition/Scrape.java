package watchbill.metrics.exposition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the samples of a scrape, one character after the other, as a scraper would.
final class Scrape {
  /// One line.
  record Sample(String name, Map<String, String> labels, double value) {}

  private final String text;
  private int at;

  private Scrape(String text) {
    this.text = text;
  }

  static List<Sample> parse(String text) {
    var scrape = new Scrape(text);
    var samples = new ArrayList<Sample>();
    while (scrape.at < text.length()) {
      if (text.charAt(scrape.at) == '#') {
        scrape.until('\n');
      } else {
        samples.add(scrape.sample());
      }
    }
    return samples;
  }

  private Sample sample() {
    int start = at;
    while (text.charAt(at) != '{' && text.charAt(at) != ' ') {
      at++;
    }
    String name = text.substring(start, at);
    var labels = new LinkedHashMap<String, String>();
    while (text.charAt(at) != ' ') {
      at++;
      String label = until('=');
      at++;
      if (labels.put(label, quoted()) != null) {
        throw new AssertionError("label twice: " + label);
      }
      if (text.charAt(at) == '}') {
        at++;
      }
    }
    at++;
    String value = until('\n');
    return new Sample(name, labels, Double.parseDouble(value.replace("Inf", "Infinity")));
  }

  private String until(char end) {
    int stop = text.indexOf(end, at);
    String part = text.substring(at, stop);
    at = stop + 1;
    return part;
  }

  private String quoted() {
    var value = new StringBuilder();
    for (; text.charAt(at) != '"'; at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        throw new AssertionError("line feed inside a label");
      }
      value.append(c != '\\' ? c : escaped(text.charAt(++at)));
    }
    at++;
    return value.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case '\\', '"' -> c;
      default -> throw new AssertionError("no such escape: \\" + c);
    };
  }
}
