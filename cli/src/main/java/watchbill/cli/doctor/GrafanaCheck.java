package watchbill.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import watchbill.connectors.http.HttpQuestion;
import watchbill.dashboards.boards.Boards;
import watchbill.metrics.generated.GeneratedFile;

/// Whether Grafana has the boards, with the queries that this version generates.
public final class GrafanaCheck implements Check {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final Place place;

  /// The boards of this Grafana.
  public GrafanaCheck(Place place) {
    this.place = place;
  }

  @Override
  public String subject() {
    return "grafana";
  }

  @Override
  public String advice() {
    return "see doctor.grafana";
  }

  @Override
  public void look(Consumer<Finding> findings) throws IOException, InterruptedException {
    try (HttpQuestion grafana = place.question()) {
      String version = Json.ask(grafana, "/api/health").path("version").asText("unknown");
      findings.accept(Finding.ok(subject(), place.url() + ", version " + version));
      List<String> missing = new ArrayList<>();
      List<String> different = new ArrayList<>();
      List<GeneratedFile> boards = Boards.json();
      for (GeneratedFile board : boards) {
        JsonNode wanted = Json.read(board.path(), board.text());
        String uid = wanted.path("uid").asText();
        HttpQuestion.Reply reply = grafana.ask("/api/dashboards/uid/" + uid, "application/json");
        if (reply.status() == NOT_FOUND) {
          missing.add(uid);
        } else if (reply.status() != OK) {
          findings.accept(
              Finding.fail(
                  "grafana.boards",
                  uid + ": HTTP " + reply.status(),
                  "give doctor.grafana.token of a service account with the role Viewer"));
          return;
        } else if (!queries(Json.read(uid, reply.text()).path("dashboard"))
            .equals(queries(wanted))) {
          different.add(uid);
        }
      }
      findings.accept(judged(boards.size(), missing, different));
    }
  }

  private static Finding judged(int all, List<String> missing, List<String> different) {
    String subject = "grafana.boards";
    if (!missing.isEmpty()) {
      return Finding.fail(
          subject,
          "%d of %d are missing: %s".formatted(missing.size(), all, String.join(", ", missing)),
          "see that the sidecar or the operator takes dashboards/generated, or import the files");
    }
    if (!different.isEmpty()) {
      return Finding.warn(
          subject,
          "another version's queries in " + String.join(", ", different),
          "take dashboards/generated of this version");
    }
    return Finding.ok(subject, "all %d are there with this version's queries".formatted(all));
  }

  private static Set<String> queries(JsonNode board) {
    Set<String> queries = new TreeSet<>();
    for (JsonNode query : board.findValues("expr")) {
      queries.add(query.asText());
    }
    return queries;
  }
}
